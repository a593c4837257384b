/** About an answer as it is shown. */
export const answerMessages = {
  'answer.summary.signed':
    'HTTP/{version} {status} {statusText} · {ms} ms · {size} · signed as {name} ({hint}) at {time}',
  'answer.summary.key':
    'HTTP/{version} {status} {statusText} · {ms} ms · {size} · sent with the key of {name} ({hint})',
  'answer.summary.jwt': 'HTTP/{version} {status} {statusText} · {ms} ms · {size} · sent with the login {name}',
  'answer.summary.bare': 'HTTP/{version} {status} {statusText} · {ms} ms · {size} · sent without credential',
  'answer.body.large': '{size}, too large to be shown here; Save Body writes it to a file',
  'answer.body.binary': '{size} of {type}, which is no text; Save Body writes it to a file',
  'answer.gone': 'This answer is no longer kept. Send the request again.',
  'answer.rateLimited':
    'Too many requests: a limit in front of the service was hit, so the answer has no error code. Wait a little and send again.',
  'answer.setup':
    'The account is still being set up, so the service answers 200 without data: "{error}". Finish the set-up in the portal.',
  'answer.redirect':
    'The server points to another address. Redirects are never followed, as a signature holds for one address only.',
} as const;
