/** About logging in and checking a new credential. */
export const accountMessages = {
  'account.login.unexpected':
    'The service answered the login with status {status} ({error}) and no token. Check the origin, or try again later.',
  'account.login.tooMany': 'Too many logins were tried. Wait a minute before the next one.',
  'account.login.wait': 'Too many logins were tried. The service takes the next one in {seconds} s.',
  'account.balance.forbidden': 'It may not read the balance, so none is shown.',
  'account.balance.unavailable': 'The service cannot tell the balance just now, so none is shown.',
  'account.balance.unexpected':
    'The answer is not the balance that the documentation describes, so it may come from something else than the service, such as a proxy. Check the origin and the network.',
  'account.workspaces.unexpected':
    'The service answered the question for workspaces with status {status} ({error}) and no list of them. Try again later.',
} as const;
