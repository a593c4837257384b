export { type LoginResult, logIn } from './login';
export { type Verification, verifyCredential } from './verify';
export { listWorkspaces, type Workspace, type WorkspacesResult } from './workspaces';
