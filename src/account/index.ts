export { type LoginResult, logIn } from './login';
export { type Verification, verifyCredential } from './verify';
