/** About turning a request of a file into bytes. */
export const requestMessages = {
  'request.target.empty': 'This request has no address. Write one after the method, such as GET /api/v1/user/balance.',
  'request.target.invalid':
    'The address "{target}" is not valid. Write a full address (https://host/path) or a path that begins with "/".',
  'request.target.scheme': 'The address "{target}" uses {scheme}. Only https and http (to this computer) can be sent.',
  'request.target.noOrigin':
    'The address "{target}" has no host, and there is no credential to take it from. Add a credential, start the sandbox, or write the full address.',
  'request.target.userInfo':
    'The address holds a user name before "@", so it may not go where it seems to. Remove it, or write "# @no-sign" above the request.',
  'request.host.contradicts':
    'The Host header says "{host}", but the address goes to "{target}". Remove the header, or make the two agree.',
  'request.host.invalid': 'The Host header "{host}" is not a host name with an optional port.',
  'request.header.name': 'The header name "{name}" holds a character that HTTP does not allow.',
  'request.header.value':
    'The value of the header {name} holds a line break or a control character, which HTTP does not allow.',
  'request.body.fileMissing':
    'The body file "{path}" was not found, neither beside this file nor at the root of the workspace.',
  'request.body.fileRefused': 'The body file "{path}" was not read: {reason}',
  'request.body.fileOutside': 'The body file "{path}" was not read: {reason}',
  'request.body.encoding':
    'The encoding "{encoding}" of the body file "{path}" is not known. Use one such as utf-8 or latin1.',
  'request.body.undecodable':
    'The body file "{path}" is not valid {encoding} text. Use "< {path}" to send its bytes as they are.',
} as const;
