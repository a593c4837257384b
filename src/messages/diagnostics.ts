/** What the language says about a `.http` text, beyond what its parser notices, and the titles of quick fixes. */
export const diagnosticMessages = {
  'diagnostic.endpoint.unknown': 'The API has no {path}.',
  'diagnostic.endpoint.unknownNear': 'The API has no {path}. Did you mean {near}?',
  'diagnostic.endpoint.method': '{path} takes {methods}, not {method}.',
  'diagnostic.endpoint.trailingSlash': 'The path has a slash too much: the API has {near}, without it.',
  'diagnostic.endpoint.noPrefix': 'The path lacks the prefix of the API: write {near}.',
  'diagnostic.endpoint.case': 'The letters of a path are small or capital for a reason: the API has {near}.',
  'diagnostic.endpoint.deprecated': '{path} is deprecated by the service.',
  'diagnostic.path.messageId':
    'This does not look like a message id, which has the form api_42_1743667200123456789_a3f8b2c1d9e45f67.',
  'diagnostic.query.unknown': '{path} knows no parameter {name}; the service will pass it over or refuse it.',
  'diagnostic.query.unknownNear': '{path} knows no parameter {name}. Did you mean {near}?',
  'diagnostic.query.missing': '{path} needs the parameter {name}.',
  'diagnostic.query.repeated': 'The parameter {name} stands here again. Keep one of the two.',
  'diagnostic.query.value': '{name} cannot be "{value}". It takes: {allowed}.',
  'diagnostic.query.integer': '{name} must be a whole number, not "{value}".',
  'diagnostic.query.low': '{name} must be at least {min}.',
  'diagnostic.query.high': '{name} is {max} at most; what the service does above that is not documented.',
  'diagnostic.query.date': '{name} must be a day such as 2026-02-28, not "{value}".',
  'diagnostic.query.country': '{name} takes a country as two capital letters, such as US, not "{value}".',
  'diagnostic.query.fromWithPeriod': '{name} counts only without period. Remove one of them.',
  'diagnostic.query.fromAfterTo': 'from ({from}) lies after to ({to}), so nothing can be in between.',
  'diagnostic.header.replaced':
    'This {name} is not sent as written: the credential that signs sets it anew. Remove the line, or write "# @no-sign" above the request to send it as typed.',
  'diagnostic.header.trackerToken': '{path} needs the header X-Api-Token with the tracker token from the portal.',
  'diagnostic.header.integer': 'The header {name} must be a whole number from 1 on, not "{value}".',
  'diagnostic.contentType.missing':
    'This body looks like JSON, but no Content-Type says so, and none is added. Write Content-Type: application/json.',
  'diagnostic.contentType.notJson': '{path} takes JSON, but the Content-Type is {type}.',
  'diagnostic.body.missing': '{path} needs a JSON body. Write one below a blank line.',
  'diagnostic.body.onGet':
    'This {method} request has a body. It is signed and sent as written, but the documentation defines only the empty one.',
  'diagnostic.sender.empty':
    'The sender is empty. It needs 3 to 11 letters or digits, or a phone number such as +14155551234.',
  'diagnostic.sender.tooShort': 'The sender "{sender}" is too short: it needs at least 3 letters or digits.',
  'diagnostic.sender.tooLong': 'The sender "{sender}" has {length} characters; 11 are allowed.',
  'diagnostic.sender.startsWithDigit':
    'The sender "{sender}" begins with a digit. Begin with a letter, or write a phone number with "+".',
  'diagnostic.sender.badCharacter':
    'The sender "{sender}" holds "{character}". Only the letters A–Z, a–z and digits are allowed, no blanks.',
  'diagnostic.sender.badNumber': 'The sender "{sender}" is no phone number in E.164 form, such as +14155551234.',
  'diagnostic.recipient.form':
    '"{number}" is no phone number in E.164 form: "+", the country code, the number, no blanks, such as +14155551234.',
  'diagnostic.recipient.formNear': '"{number}" is not in E.164 form. Write {near}.',
  'diagnostic.recipient.impossible':
    '"{number}" cannot be a phone number: no country has numbers like it, or it is too long or too short.',
  'diagnostic.recipient.unassigned': '"{number}" has the right length, but no such numbers are known in its country.',
  'diagnostic.recipient.repeated': '{number} stands in this list twice; it may get the message, and be charged, twice.',
  'diagnostic.recipient.tooMany':
    '{count} recipients; one request takes {max} at most. Split it into several requests.',
  'diagnostic.recipient.none': 'There is no recipient. Write at least one phone number, such as "+14155551234".',
  'diagnostic.message.empty': 'The message is empty. Write its text.',
  'diagnostic.message.typographic':
    '"{character}" ({code}) is not in the GSM-7 alphabet: it turns the whole text into UCS-2, where a segment holds 70 characters instead of 160. Segments: {segments} instead of {plain}.',
  'diagnostic.message.ucs2':
    '"{character}" ({code}) is not in the GSM-7 alphabet: the text is sent as UCS-2. Segments: {segments} instead of {plain}.',
  'diagnostic.credential.unknown': 'There is no credential named {name} here, so this request is not sent.',
  'diagnostic.credential.unknownNear': 'There is no credential named {name} here. Did you mean {near}?',
  'diagnostic.credential.sandbox':
    'The credential {name} exists while the sandbox runs. Start the sandbox to send this request.',
  'diagnostic.credential.otherOrigin':
    'The credential {name} belongs to {bound}, but this request goes to {origin}, so it is not sent. Name another credential, or none.',
  'diagnostic.credential.login': '{path} takes no API key, and {name} is one. Name a portal login, or log in.',
  'diagnostic.credential.noSignKey':
    '{path} wants an API key or a login, but "# @no-sign" sends this request without one: the answer will be 401.',
  'diagnostic.name.repeated':
    'Another request is named "{name}" as well, so neither can be chosen by that name. Give each a name of its own.',
  'diagnostic.variable.inner': '{name} has no value, because {inner} in it has none.',
  'diagnostic.variable.noRequest':
    'No request of this file is named "{request}", so there is no answer to take a value from.',
  'diagnostic.variable.ambiguousRequest':
    'Several requests of this file are named "{request}". Give the one that is meant a name of its own.',
  'diagnostic.target.plainHttp':
    '{origin} would be reached over plain http, where anybody on the way can read the request; it is not sent. Use https; plain http is for this computer only.',
  'diagnostic.target.version': '{version} is not followed: requests are sent as HTTP/1.1.',
  'diagnostic.target.fragment': 'What begins with "#" is not sent: servers never see that part of an address.',
  'fix.separator': 'Put "###" before it',
  'fix.comment': 'Make it a comment',
  'fix.removeLine': 'Remove the line',
  'fix.colon': 'Write it as a header: {header}',
  'fix.asBody': 'Put a blank line before it: it is the body',
  'fix.headerName': 'Rename the header to {name}',
  'fix.boundary': 'Add the boundary: {boundary}',
  'fix.replace': 'Replace by {text}',
  'fix.moveUp': 'Move it above the request line',
  'fix.removeScript': 'Remove the script',
  'fix.closeScript': 'End the script behind the request',
  'fix.variable': 'Write it as @{name} = …',
  'fix.method': 'Use {method}',
  'fix.removeParameter': 'Remove {name}',
  'fix.swap': 'Swap the two days',
  'fix.addHeader': 'Add the header {header}',
  'fix.addBody': 'Add a body to fill in',
  'fix.removeBody': 'Remove the body',
  'fix.cut': 'Cut it to "{text}"',
  'fix.e164': 'Write it as {number}',
  'fix.removeRecipient': 'Remove the second {number}',
  'fix.split': 'Split into {count} requests',
  'fix.plainCharacters': 'Replace by plain characters',
  'fix.define': 'Define {name} in this file',
  'fix.rename': 'Rename this request to {name}',
  'fix.https': 'Use https',
  'fix.removeUserInfo': 'Remove the user name from the address',
  'fix.noSign': 'Send it as typed: add "# @no-sign"',
  'fix.remove': 'Remove it',
} as const;
