/** About an answer as it is shown. */
export const answerMessages = {
  'answer.summary.signed':
    'HTTP/{version} {status} {statusText} · {ms} ms · {size} · signed as {name} ({hint}) at {time}',
  'answer.summary.key':
    'HTTP/{version} {status} {statusText} · {ms} ms · {size} · sent with the key of {name} ({hint})',
  'answer.summary.jwt': 'HTTP/{version} {status} {statusText} · {ms} ms · {size} · sent with the login {name}',
  'answer.summary.bare': 'HTTP/{version} {status} {statusText} · {ms} ms · {size} · sent without credential',
  'answer.body.large': '{size}, too large to be shown here; Save Body writes it to a file',
  'answer.body.firstPart':
    'Only the first part of this body is shown. It has {size}; Save Body writes all of it to a file.',
  'answer.body.firstPartOf': 'first part of {size}; all of it is in {file}',
  'answer.body.binary': '{size} of {type}, which is no text; Save Body writes it to a file',
  'answer.packed':
    'The body is packed with {encoding}, which cannot be unpacked here, so its bytes are as they came. Without an Accept-Encoding header of your own, servers send what can be unpacked.',
  'answer.notPacked':
    'The answer says that its body is packed with {encoding}, but it is not: it is shown as it came. The server, or a proxy on the way, is set up wrongly.',
  'answer.charset.unknown':
    'The answer names the charset {charset}, which is not known here: its body is read as UTF-8.',
  'answer.charset.broken':
    'Some bytes of the body are no {charset} text, and "\ufffd" stands in their place. The server may name the wrong charset.',
  'answer.invalidJson': 'The answer calls its body JSON, but it is not valid JSON: it is shown as it came.',
  'answer.gone': 'This answer is no longer kept. Send the request again.',
  'answer.rateLimited':
    'Too many requests: a limit in front of the service was hit, so the answer has no error code. Wait a little and send again.',
  'answer.limit.address':
    'Too many requests from this internet address. Its limit stands in front of the service, so the answer has no body and no error code.',
  'answer.limit.edge':
    'Too many requests: this page comes from a proxy in front of the service, so it has no error code.',
  'answer.limit.do': 'Wait a little and send again, fewer at a time.',
  'answer.setup':
    'The account is still being set up, so the service answers 200 without data: "{error}". Finish the set-up in the portal.',
  'answer.false': 'The status is {status}, but the body says "status": false.',
  'answer.says': 'The server says: {text}',
  'answer.oddCode': 'Its error_code is {value} and not a name, as the documentation has it.',
  'answer.unknownCode': '{code} is not among the error codes that this version knows.',
  'answer.unknownCode.do': 'Look it up in the documentation of the service, or ask the support.',
  'answer.degraded.unavailable':
    'The service cannot read its own data just now: nothing here, or a zero, stands for "unknown".',
  'answer.degraded.partial': 'The service could read only a part of its data: something is missing here.',
  'answer.degraded.reason': 'Its reason: {reason}.',
  'answer.degraded.do': 'Ask again in a few minutes, not more often.',
  'answer.blocked': 'The balance is used up, so sending is blocked until it is topped up in the portal.',
  'answer.refused.all': 'The status is 200, but no message was sent: all {count} recipients were refused.',
  'answer.refused.some': '{count} of {total} recipients were refused; to the others it was sent.',
  'answer.refused.blocked_country': '{numbers}: blocked_country, so this account may not send there. Ask the support.',
  'answer.refused.queue_error': '{numbers}: queue_error, so the service failed to queue it. Send to these again.',
  'answer.refused.config_error': '{numbers}: config_error, so the account is not set up for this. Ask the support.',
  'answer.refused.other': '{numbers}: {reason}, which is not among the reasons that this version knows.',
  'answer.page':
    'This page (HTML) is not from the service, which answers in JSON. Something on the way made it, such as a proxy or the sign-in page of a network.',
  'answer.page.do':
    'Open the address in a browser on this machine to see what it wants. It is not known whether the service got the request.',
  'answer.proxy': 'The proxy on the way wants a name and a password.',
  'answer.gateway': 'A server in front of the service answered, as it could not reach the service, or not in time.',
  'answer.serverFault': 'The server failed. The request is probably not to blame.',
  'answer.later': 'Try again later.',
  'answer.notAllowed': '{path} does not take {method}, only {allow}.',
  'answer.notAllowed.unknown': '{path} does not take {method}.',
  'answer.tooLarge': 'The body is too large for the server: it has {size}.',
  'answer.tooLarge.do': 'Send less at a time.',
  'answer.mediaType': 'The server does not take a body of the type {type}.',
  'answer.mediaType.none': 'The server does not know what the body is: the request has no Content-Type.',
  'answer.mediaType.do': 'Write "Content-Type: application/json" above the body.',
  'answer.refusedBare': 'The server did not let this request in.',
  'answer.refusedRequest': 'The server does not take this request as it is.',
  'answer.redirect':
    'The server points to another address. Redirects are never followed, as a signature holds for one address only.',
} as const;
