// Looks at the arguments and the environments of all processes while a test runs.

import { readdirSync, readFileSync } from 'node:fs';

export class ProcessesSeen {
  /** Command lines, arguments apart by blanks. */
  readonly commandLines = new Set<string>();
  /** Environments of processes whose command line matches what `environmentsOf` said, by process and command line. */
  readonly environments = new Map<string, string>();
  private readonly timer = setInterval(() => this.look(), 50);

  /** @param environmentsOf which processes' environments are kept; none when left out */
  constructor(private readonly environmentsOf: RegExp | null = null) {}

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        const commandLine = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
        this.commandLines.add(commandLine);
        if (!this.environmentsOf?.test(commandLine)) continue;
        this.environments.set(`${pid} ${commandLine}`, readFileSync(`/proc/${pid}/environ`, 'utf8'));
      } catch {
        // It has ended meanwhile.
      }
    }
  }
}
