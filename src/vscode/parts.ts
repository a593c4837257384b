import type { ExtensionContext, LogOutputChannel } from 'vscode';
import type { WindowCredentials } from './credentials/window-credentials';
import type { Engine } from './engine-ports';

/** What the editor's parts are built from; everything that reaches outside comes in here. */
export interface Parts {
  readonly context: ExtensionContext;
  readonly engine: Engine;
  readonly credentials: WindowCredentials;
  /** The output channel *Restlink*; nothing secret goes into it. */
  readonly log: LogOutputChannel;
  /** *Try the Sandbox*: see `SandboxPart.tryIt`. */
  trySandbox(): Promise<boolean>;
  readonly now: () => Date;
}
