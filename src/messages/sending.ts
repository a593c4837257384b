/** About sending and what came back. */
export const sendingMessages = {
  'sending.headerReplaced': 'The header {header} of the file is left out: the credential {name} sets it.',
  'sending.getWithBody':
    'This {method} request has a body. It is signed and sent as written, but the documentation defines only the empty one.',
  'sending.plainHttp':
    'Not sent: {origin} would be reached over plain http, where anybody on the way can read the request. Use https; plain http is for this computer only.',
  'sending.foreignOrigin':
    'Not sent: the credential {name} belongs to {bound}, and this request goes to {origin}. Add a credential for {origin}, or write "# @no-sign" above the request to send it as typed.',
  'sending.secretLeak':
    'Not sent: the {place} of this request holds the secret of the credential {name}, which belongs to {bound}, and the request goes to {origin}.',
  'sending.network.dns': 'Not sent: the host {host} was not found. Check the address and the network connection.',
  'sending.network.refused': 'Not sent: nothing answers at {host}. Is the server running?',
  'sending.network.refusedSandbox':
    'Not sent: nothing answers at {host}. The sandbox may have stopped; start it again.',
  'sending.network.unreachable': 'Not sent: {host} cannot be reached from here ({code}).',
  'sending.network.tls': 'Not sent: no trusted TLS connection to {host} ({code}: {reason}).',
  'sending.network.reset':
    'The connection to {host} broke before an answer arrived ({code}). Whether the server acted on the request is not known.',
  'sending.network.other':
    'The exchange with {host} failed: {reason}. Whether the server acted on the request is not known.',
  'sending.network.protocol':
    'The answer of {host} is not valid HTTP ({code}). Whether the server acted on the request is not known.',
  'sending.timeout.connect': 'Not sent: no connection to {host} within {ms} ms.',
  'sending.timeout.total':
    'No complete answer from {host} within {ms} ms. Whether the server acted on the request is not known.',
  'sending.truncated':
    'The answer of {host} broke off after {bytes} bytes of its body. What arrived is shown; whether more happened is not known.',
  'sending.undecodable':
    'The body of the answer could not be unpacked ({encoding}): {reason}. What it said beyond its status is not known.',
  'sending.aborted': 'Stopped. The request may have reached the server before that.',
  'sending.abortedUnsent': 'Stopped before anything was sent.',
  'sending.ledger.waiting':
    'Waiting: all signatures of this request within the allowed 5 minutes are used up. One becomes free each second; the request then goes on by itself.',
  'sending.ledger.waitingFor':
    'Waiting: all signatures of this request within the allowed 5 minutes are used up. One becomes free each second, so the {count} requests that are left take about {time}. They go on by themselves; Ctrl+C stops.',
  'sending.ledger.full':
    'Not sent: the record of used signatures in {folder} cannot be written, as the disk is full. Without it a signature could be used twice. Make room and send again.',
  'sending.ledger.denied':
    'Not sent: the record of used signatures in {folder} cannot be written, as you may not write there ({reason}). Without it a signature could be used twice. Give yourself the right to write into that folder.',
  'sending.ledger.unusable':
    'Not sent: the record of used signatures in {folder} cannot be written ({reason}). Without it a signature could be used twice.',
  'sending.clock.ahead': 'Your clock: {local} · Server: {server} · {offset} ahead.',
  'sending.clock.behind': 'Your clock: {local} · Server: {server} · {offset} behind.',
  'sending.clock.apart':
    'The signature was made for {signed}, and the clock of the server said {server}: {offset} apart.',
  'sending.clock.corrected':
    "So the first signature was refused, and the request was signed once more with the server's time. The next requests use it too; the clock of this computer stays as it is.",
  'sending.clock.refusedAgain':
    "So the request was signed once more with the server's time, and it was refused again: the clock is not the only reason. The next requests use the server's time too.",
  'sending.clock.uncorrected':
    "A signature with such a time is refused. The next request will use the server's time; the clock of this computer stays as it is.",
} as const;
