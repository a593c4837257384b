/** What is known of the very request that was refused: why it was, and what to do about it. */
export const refusalMessages = {
  'refusal.body.empty': 'This request has no body.',
  'refusal.body.byteOrderMark': 'The body begins with a byte order mark, which is no part of JSON.',
  'refusal.body.encoding': 'The body is not UTF-8.',
  'refusal.body.broken': 'The JSON goes wrong in line {line}, column {column} of the body.',
  'refusal.body.noObject': 'The body is JSON, but no object: it has to begin with "{".',
  'refusal.body.login': 'A login is an object with "login" and "password", both of them texts.',

  'refusal.parameter.oneOf': '{name} is "{value}", and can be {allowed}.',
  'refusal.parameter.range': '{name} is "{value}", and has to be a whole number from {min} to {max}.',
  'refusal.parameter.atLeast': '{name} is "{value}", and has to be a whole number from {min} on.',
  'refusal.parameter.date': '{name} is "{value}", and has to be a day such as 2026-05-31.',
  'refusal.parameter.country': '{name} is "{value}", and has to be two capital letters such as GB.',
  'refusal.parameter.period': '"from" and "to" count only without "period".',
  'refusal.parameter.half': '"from" and "to" belong together; only one of them is given.',
  'refusal.parameter.order': 'The day "from" lies after the day "to".',
  'refusal.parameter.unknown': 'This endpoint has no documented parameter {name}.',

  'refusal.member.missing': 'The body has no "{member}".',
  'refusal.member.noText': '"{member}" is no text, but {value}.',
  'refusal.member.empty': '"{member}" is empty.',
  'refusal.to.noList': '"to" is no list, but {value}. A single number stands in a list, too.',
  'refusal.to.entry': 'to[{index}] is {value}, which is no number with + and country code.',
  'refusal.to.more': 'The same goes for {count} more.',
  'refusal.to.wellFormed':
    'All {count} numbers have the right form, so the service may know that one of them does not exist.',
  'refusal.message.long': 'The text needs {segments} parts, which may be more than the service takes.',
  'refusal.sender.tooShort': '"{sender}" has fewer than 3 characters.',
  'refusal.sender.tooLong': '"{sender}" has {length} characters, and 11 are allowed.',
  'refusal.sender.startsWithDigit': '"{sender}" begins with a digit; a phone number as sender begins with +.',
  'refusal.sender.badCharacter': '"{sender}" has characters other than letters A–Z and digits.',
  'refusal.sender.badNumber': '"{sender}" begins with +, but is no phone number with country code.',
  'refusal.sender.wellFormed':
    '"{sender}" keeps the documented rules. Some countries take only senders that were registered.',
  'refusal.recipients.count': '"to" holds {count} numbers; nothing was sent.',
  'refusal.recipients.split': 'Split them over {requests} requests.',

  'refusal.url.noUrl': '"{member}" is {value}, which is no address.',
  'refusal.url.noHttps': '"{member}" does not begin with https://.',
  'refusal.url.local': '"{member}" leads to {host}, which the service cannot reach.',
  'refusal.secret.length': '"signing_secret" has {length} characters, and 1 to 64 are allowed.',
  'refusal.fields.noList': '"{member}" is no list, but {value}.',
  'refusal.fields.unknown': '"{member}" names {value}; known are {known}.',
  'refusal.toggle.value': '"{member}" is {value}.',

  'refusal.workspace.header': 'X-Workspace-ID says "{value}".',
  'refusal.workspace.chosen': 'The login {name} is set to the workspace {workspace} ({id}).',
  'refusal.workspace.choose': 'Choose another workspace for the login {name}.',
  'refusal.workspace.key': 'The key {hint} of {name} belongs to a workspace that is gone.',
  'refusal.workspace.newKey': 'Make a key in another workspace, in the portal, Settings → API Keys.',
  'refusal.workspace.mainOfKey': 'The key {hint} was made in it, and it is gone.',

  'refusal.credential.none': 'It was sent without credential.',
  'refusal.credential.noSign': '"# @no-sign" stands above the request, so it went out as typed, without credential.',
  'refusal.credential.takeOut': 'Take out "# @no-sign" to let a credential sign it.',
  'refusal.credential.sent':
    'The credential {name} ({hint}) was sent, so the service does not take its kind here, or a proxy removed it.',
  'refusal.credential.check': 'Check the proxy, or use another credential.',
  'refusal.tracker.missing': 'This endpoint wants the tracker token, in the header X-Api-Token. It was not sent.',
  'refusal.tracker.wrong':
    'This endpoint wants the tracker token in X-Api-Token. What was sent is not the one of this account, or has expired.',
  'refusal.tracker.do': 'Take the tracker token from the portal; an API key does not count here.',
  'refusal.token.expiredAgo': 'It ended {duration} ago.',
  'refusal.token.early': 'By its own words it would hold for another {duration}, so the service or its clock ended it.',
  'refusal.key.unknown':
    'The key of the credential {name} is {hint}. It was mistyped, was deleted, or belongs to another server.',
  'refusal.key.odd':
    'It begins with neither sk_prod_ nor sk_test_, so it may be something else, such as the secret of a key.',
  'refusal.key.sandbox':
    'A sandbox on this computer knows its own keys only, such as those of its credential "sandbox".',
  'refusal.key.sandboxDo': 'Send it with the credential "sandbox", or to the service that the key belongs to.',
  'refusal.key.environmentDo': 'Compare RESTLINK_API_KEY with the portal, Settings → API Keys.',
  'refusal.token.environmentDo': 'Set RESTLINK_TOKEN to a new token.',
  'refusal.key.other': 'It is the key {hint} of the credential {name}.',
  'refusal.signing.plainKey': 'The credential {name} is a plain API key: no secret is stored with it.',
  'refusal.signing.removed': 'Both headers were sent, so a proxy may have removed them.',
  'refusal.signing.environmentDo': 'Set RESTLINK_API_SECRET, too.',

  'refusal.signature.secret':
    'Path and body were signed as they were sent, so most likely the secret of {name} is not the one of its key {hint}.',
  'refusal.signature.clock': 'The clocks are too far apart, as the lines above show.',
  'refusal.signature.again': 'Send the request again.',
  'refusal.signature.clockGood': "It is not the clock: it was signed within {distance} of the service's time.",
  'refusal.signature.clockOff':
    "The signature was made {distance} from the service's time; at most 5 minutes are allowed.",
  'refusal.signature.clockUnknown':
    'The answer has no Date, so a clock that is more than 5 minutes off cannot be ruled out.',
  'refusal.signature.others':
    'Less likely: a proxy changes the path or the body, or the same signature arrived before.',
  'refusal.signature.typed':
    'X-Signature was sent as typed: it holds for 5 minutes, once, and only for this path and body.',
  'refusal.signature.typedDo': 'Let a credential sign the request, or ask the doctor what the typed signature covers.',
  'refusal.signature.typedDo.editor':
    'Let a credential sign the request, or let Diagnose find out what the typed signature covers.',
  'refusal.signature.environmentDo': 'Correct RESTLINK_API_SECRET: it has to be the secret of this key.',
  'refusal.signature.sandboxDo': 'Start the sandbox again, so that its own credential signs.',

  'refusal.balance.figures':
    'The send costs about {cost} {currency} (billable recipients: {billable} of {total}, parts of the text: {segments}), and the balance is {balance} {currency}.',
  'refusal.permission.key': '{method} {path} wants the permission {permission}, which the key {hint} of {name} lacks.',
  'refusal.permission.any': '{method} {path} wants the permission {permission}.',
  'refusal.permission.grant':
    'Grant {permission} to the key in the portal, Settings → API Keys, or use another credential.',
  'refusal.permission.loginOnly': 'This endpoint takes a portal login only, no API key.',
  'refusal.permission.logIn': 'Send it with a login.',
  'refusal.permission.login': 'The login {name} may not do this in its workspace.',
  'refusal.permission.loginDo': 'Look into the portal what this login may do, or use another credential.',

  'refusal.route.unknown': 'The documentation knows no {method} {path}.',
  'refusal.route.method': 'The documentation knows {path} with {methods} only.',
  'refusal.route.meant': 'Did you mean {path}?',
  'refusal.route.do': 'Compare the address with the endpoint: the editor proposes all of them.',
  'refusal.message.unknown': 'No message has the id {id}, or it belongs to another account.',
  'refusal.message.oddId':
    '{id} does not look like the id of a message, such as api_42_1743667200123456789_a3f8b2c1d9e45f67.',
  'refusal.message.testKey': 'Messages of test keys are kept for 24 hours only.',
  'refusal.message.do': 'Take the message_id from the answer to the send.',

  'refusal.wait': 'Wait {duration} before the next try, as Retry-After says.',
  'refusal.waitUntil': 'Wait until {moment}, as Retry-After says.',
  'refusal.outcome.unknown':
    'Whether messages went out is not known: look into GET /api/v1/sms/messages before you send again.',
} as const;
