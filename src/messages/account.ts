/** About logging in and checking a new credential. */
export const accountMessages = {
  'account.login.unexpected':
    'The service answered the login with status {status} ({error}) and no token. Check the origin, or try again later.',
} as const;
