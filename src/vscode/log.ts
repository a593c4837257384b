import { type LogOutputChannel, window } from 'vscode';

/** The one output channel. Whoever writes to it masks keys, secrets and tokens first. */
export function createLog(): LogOutputChannel {
  return window.createOutputChannel('Restlink', { log: true });
}
