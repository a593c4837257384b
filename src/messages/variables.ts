/** About values from earlier answers, prompts and environments. */
export const variableMessages = {
  'answer.value.noRequest':
    'There is no request named "{request}" in this file, so {name} has no value. Names in this file: {names}.',
  'answer.value.noAnswer':
    'The request "{request}" got no answer when it was sent, so {name} has no value. Send it again first.',
  'answer.value.form':
    '{name} is not understood. Write {request}.response.body.$.path, {request}.response.headers.Name, or the same with request in place of response.',
  'answer.value.tooLarge':
    'The {side} body of "{request}" ({size}) is too large to be kept for later requests, so {name} has no value.',
  'answer.value.forgotten':
    'The answer to "{request}" was let go to make room for later ones, so {name} has no value. Send it again first.',
  'answer.value.noBody': 'The {side} of "{request}" has no body, so {name} has no value.',
  'answer.value.noText': 'The {side} body of "{request}" is no text, so {name} has no value.',
  'answer.value.noJson':
    'The {side} body of "{request}" is no JSON ({type}), so {name} has no value. Take the whole of it with {request}.{side}.body.*',
  'answer.value.xpath':
    'The path "{path}" is XPath, which is not supported. Write a JSONPath that begins with "$", or take the whole body with "*".',
  'answer.value.path': 'The path "{path}" is no JSONPath: {reason}. Write it as in $.messages[0].message_id.',
  'answer.value.noMember': 'The path "{path}" finds nothing in the {side} of "{request}": {at} holds {members}.',
  'answer.value.noElement': 'The path "{path}" finds nothing in the {side} of "{request}": {at} is a list of {count}.',
  'answer.value.noMore': 'The path "{path}" finds nothing in the {side} of "{request}": {at} is a single value.',
  'answer.value.noHeader': 'The {side} of "{request}" has no header {header}. It has: {names}.',
  'answer.value.credentialHeader':
    'The header {header} of "{request}" was set by a credential and is not given to other requests. Those are signed by themselves.',
  'prompt.unanswered':
    'The variable {name} has no value: it is asked for with @prompt whenever the request is sent, and was not answered.',
  'environment.json': '{file}:{line}:{column} is no valid JSON from here on. Its variables are left out.',
  'environment.form':
    '{file}:{line}:{column} must be an object of variables, as in { "dev": { "host": "…" } }. The variables of this file are left out.',
  'environment.unreadable': '{file} cannot be read, and its variables are left out: {reason}.',
  'environment.unknown': 'The environment "{name}" was not found. Known are: {names}.',
  'environment.none':
    'The environment "{name}" was not found: there is no {file} here or above, and no setting rest-client.environmentVariables.',
} as const;
