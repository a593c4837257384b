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
  'sending.network.resetUnsent':
    'Not sent: {host} broke the connection off while it was being made ({code}). Try again.',
  'sending.network.reset': 'The connection to {host} broke before an answer arrived ({code}).',
  'sending.network.resetHead': 'The connection to {host} broke in the middle of the headers of its answer ({code}).',
  'sending.network.other': 'The exchange with {host} failed: {reason}.',
  'sending.network.upgrade':
    'The server at {host} wants to go on in another protocol ({protocol}), which nobody asked for. The connection was closed.',
  'sending.network.protocol': 'The answer of {host} is not valid HTTP ({reason}).',
  'sending.protocol.notHttp':
    'What came from {host} is no HTTP answer. Is it a web server, and is the port right? A server that speaks TLS only needs https.',
  'sending.protocol.largeHead':
    'The headers of the answer of {host} are larger than 16 KB. No more is read, so that a faulty server cannot fill the memory.',
  'sending.protocol.length':
    'The headers of the answer of {host} contradict each other about the length of its body ({reason}), so it is not known where the answer ends.',
  'sending.protocol.chunks':
    'The answer of {host} is damaged: its body comes in chunks, and the size of one of them is no number ({reason}).',
  'sending.tls.selfSigned':
    'Not sent: no trusted TLS connection to {host}: its certificate is signed by nobody but itself. If the server is yours, name the file of the certificate in NODE_EXTRA_CA_CERTS.',
  'sending.tls.selfSigned.editor':
    'Not sent: no trusted TLS connection to {host}: its certificate is signed by nobody but itself. If the server is yours, add the certificate to those that this computer trusts, and reload the window.',
  'sending.tls.unknownIssuer':
    'Not sent: no trusted TLS connection to {host}: nobody on this computer knows who issued its certificate. Behind a company proxy, or with an authority of your own, name the file with the certificate of that authority in NODE_EXTRA_CA_CERTS. Otherwise somebody may be reading along.',
  'sending.tls.unknownIssuer.editor':
    'Not sent: no trusted TLS connection to {host}: nobody on this computer knows who issued its certificate. Behind a company proxy, or with an authority of your own, add the certificate of that authority to those that this computer trusts, and reload the window. Otherwise somebody may be reading along.',
  'sending.tls.expired':
    "Not sent: no trusted TLS connection to {host}: its certificate has expired. Check this computer's date; if it is right, whoever runs the server has to renew it.",
  'sending.tls.notYetValid':
    "Not sent: no trusted TLS connection to {host}: its certificate is not valid yet. Check this computer's date.",
  'sending.tls.hostName':
    'Not sent: no trusted TLS connection to {host}: its certificate is for another name. Use the name that stands in the certificate, or ask whoever runs the server. ({reason})',
  'sending.tls.oldVersion':
    'Not sent: no trusted TLS connection to {host}: it speaks only versions of TLS that are no longer safe. TLS 1.2 or newer is needed; whoever runs the server has to switch it on.',
  'sending.tls.notTls':
    'Not sent: what answers at {host} does not speak TLS. Is the port right? A server on this computer may need http:// instead of https://.',
  'sending.tls.clientCertificate':
    'Not sent: {host} lets only those in who show a certificate of their own, and none can be shown from here. The service itself asks for none: check the address, or ask whoever runs the server for one that takes API keys alone.',
  'sending.tls.clientCertificateLate':
    '{host} lets only those in who show a certificate of their own, and none can be shown from here. It refused the connection before it read the request, so nothing was done. The service itself asks for none: check the address, or ask whoever runs the server for one that takes API keys alone.',
  'sending.tls.nothingInCommon':
    'Not sent: {host} broke off while TLS was being set up ({reason}). Either it knows none of the ciphers that are safe today, or it wants to see a certificate of the client, and none can be shown from here. Check the address, or ask whoever runs the server.',
  'sending.tls.reset':
    'Not sent: {host} ended the connection while TLS was being set up. It may not speak https at this port, or something on the way does not let it through.',
  'sending.network.tls': 'Not sent: no trusted TLS connection to {host} ({code}: {reason}).',
  'sending.network.tlsLater': 'The TLS connection to {host} broke ({reason}).',
  'sending.proxy.unusable':
    'Not sent: HTTPS_PROXY or ALL_PROXY does not hold the address of a proxy that can be used here. Write it as http://HOST:PORT or https://HOST:PORT, or list {host} in NO_PROXY.',
  'sending.proxy.unreachable':
    'Not sent: the proxy {proxy} cannot be reached ({reason}). Check HTTPS_PROXY and ALL_PROXY, or list {host} in NO_PROXY.',
  'sending.proxy.noProxy':
    'Not sent: what answers at {proxy} is no proxy, or it broke off before it connected to {host}. Check the proxy settings.',
  'sending.proxy.tls':
    'Not sent: no trusted TLS connection to the proxy {proxy} ({reason}). An authority of your own can be named in NODE_EXTRA_CA_CERTS.',
  'sending.proxy.noConnection':
    'Not sent: no connection to {host} through the proxy {proxy}. Check the setting http.proxy, or the proxy settings of this computer.',
  'sending.proxy.authentication':
    'Not sent: the proxy {proxy} asks for a user name and a password, or does not accept those it got. They belong into its address: http://USER:PASSWORD@HOST:PORT.',
  'sending.proxy.authentication.editor':
    'Not sent: the proxy {proxy} asks for a user name and a password, or does not accept those it got. Give them where VS Code asks for them, or in the setting http.proxy: http://USER:PASSWORD@HOST:PORT.',
  'sending.proxy.refused':
    'Not sent: the proxy {proxy} refuses to connect to {host} ({status} {statusText}). Ask whoever runs it, or list {host} in NO_PROXY.',
  'sending.proxy.refused.editor':
    'Not sent: the proxy {proxy} refuses to connect to {host} ({status} {statusText}). Ask whoever runs it, or list {host} in the setting http.noProxy.',
  'sending.proxy.noWay':
    'Not sent: the proxy {proxy} could not connect to {host} ({status} {statusText}). Check the address, and try again later.',
  'sending.timeout.connect':
    'Not sent: no connection to {host} within {ms} ms. Check the address and the network; a firewall may swallow the attempt.',
  'sending.timeout.connect.editor':
    'Not sent: no connection to {host} within {ms} ms. Check the address, the network and the proxy settings; a firewall may swallow the attempt.',
  'sending.timeout.proxy':
    'Not sent: the proxy {proxy} gave no connection to {host} within {ms} ms. Check the proxy settings.',
  'sending.timeout.tls':
    'Not sent: {host} took the connection, but TLS was not set up within {ms} ms. Does a server that speaks https listen there?',
  'sending.timeout.send': '{host} did not take the whole request within {ms} ms.',
  'sending.timeout.firstByte':
    'The request was sent, but no answer came from {host} within {ms} ms. "# @timeout" above a request gives it more time.',
  'sending.timeout.head':
    '{host} began to answer, but not even the headers were complete within {ms} ms. "# @timeout" above a request gives it more time.',
  'sending.timeout.body':
    'The answer of {host} was not complete within {ms} ms: {bytes} bytes of its body had come, and are shown. "# @timeout" above a request gives it more time.',
  'sending.truncated': 'The answer of {host} broke off after {bytes} bytes of its body. What arrived is shown.',
  'sending.packedCutShort':
    'The body of the answer of {host} is packed with {encoding}, and its end is missing. What could be unpacked is shown ({bytes} bytes).',
  'sending.undecodable': 'The body of the answer could not be unpacked ({encoding}): {reason}.',
  'sending.longerThanSaid':
    'The answer of {host} is longer than its headers say. The first {bytes} bytes of its body, as announced, are shown; the rest was not read.',
  'sending.endless':
    'The answer of {host} is larger than 1 GB. What came until then is in the file; the rest was not read.',
  'sending.spill':
    'An answer over 8 MB goes to a file in the folder for temporary files, which could not be written ({reason}). What arrived before is shown.',
  'sending.aborted': 'Stopped.',
  'sending.abortedUnsent': 'Stopped before anything was sent.',
  'sending.abortedUnsentOne': 'Stopped before one of the requests was sent.',
  'sending.abortedUnsentMany': 'Stopped before {count} requests were sent.',
  'sending.abortedWaiting': 'Stopped while waiting to send again.',
  'sending.outcome.harmless': 'A {method} changes nothing on the server, so it can simply be sent again.',
  'sending.outcome.unknown':
    'The request may have been accepted: whether the server acted on it is not known. It is not sent again by itself; look before you do.',
  'sending.outcome.accepted':
    'The server answered {status}, so it has accepted the request: sending it again would do it twice.',
  'sending.outcome.refused': 'The server answered {status}, so it has refused the request.',
  'sending.retry.waiting':
    'The server answered {status} {reason} and did nothing. Sending again in {seconds} s (attempt {attempt} of {of}).',
  'sending.retry.repeated': 'It went out {times} times, as the answers before this one said that nothing was done.',
  'sending.ledger.waiting':
    'Waiting: all signatures of this request within the allowed 5 minutes are used up. One becomes free each second; the request then goes on by itself.',
  'sending.ledger.waitingFor':
    'Waiting: all signatures of this request within the allowed 5 minutes are used up. One becomes free each second, so the {count} requests that are left take about {time}. They go on by themselves; Ctrl+C stops.',
  'sending.ledger.waitingHere':
    'All signatures of this request within the allowed 5 minutes are used up. One becomes free each second, so it goes on by itself in a few seconds.',
  'sending.ledger.waitingAmong':
    'All signatures of this request within the allowed 5 minutes are used up. One becomes free each second, and {count} requests wait for it: they go on by themselves within about {time}.',
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
