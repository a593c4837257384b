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
  'sending.network.other': 'The exchange with {host} failed: {reason}.',
  'sending.network.protocol': 'The answer of {host} is not valid HTTP ({code}).',
  'sending.timeout.connect': 'Not sent: no connection to {host} within {ms} ms.',
  'sending.timeout.total':
    'No complete answer from {host} within {ms} ms. Whether the server acted on the request is not known.',
  'sending.truncated':
    'The answer of {host} broke off after {bytes} bytes of its body. What arrived is shown; whether more happened is not known.',
  'sending.undecodable': 'The body of the answer could not be unpacked ({encoding}): {reason}.',
  'sending.aborted': 'Stopped. The request may have reached the server before that.',
  'sending.abortedUnsent': 'Stopped before anything was sent.',
  'sending.ledger.waiting':
    'All signatures for this request within the allowed 5 minutes are used up; waiting for the next free second.',
  'sending.ledger.unusable':
    'Not sent: the record of used signatures in {folder} cannot be written ({reason}). Without it a signature could be used twice.',
  'sending.clock.ahead':
    "This computer's clock is {offset} ahead of the server's. The request was signed once more with the server's time, and the next ones will use it too.",
  'sending.clock.behind':
    "This computer's clock is {offset} behind the server's. The request was signed once more with the server's time, and the next ones will use it too.",
} as const;
