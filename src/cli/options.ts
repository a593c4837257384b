import { type Command, InvalidArgumentError, Option } from 'commander';
import { CommandError } from './exit';

/** Options that every command on a file takes (cli: "Common options"). */
export interface CommonOptions {
  readonly credential?: string;
  readonly baseUrl?: string;
  readonly env?: string;
  readonly var: ReadonlyMap<string, string>;
  readonly json?: true;
  readonly color: boolean;
}

/** Which request of the file (cli: SELECT). */
export interface SelectOptions {
  readonly name?: string;
  readonly line?: number;
}

/** Adds the common options to a command. */
export function withCommonOptions(command: Command): Command {
  return command
    .option('--credential <name>', 'credential to use: one of the OS keychain, or "sandbox" while one runs')
    .option('--base-url <url>', 'origin for a credential from the environment')
    .option('--env <name>', 'environment of http-client.env.json, .env.NAME or the settings of the workspace')
    .addOption(
      new Option('--var <key=value>', 'value of a variable; repeatable')
        .argParser(collectVariable)
        .default(new Map(), 'none'),
    );
}

/** Adds what every command takes. */
export function withOutputOptions(command: Command): Command {
  return command.option('--json', 'one JSON object per line').option('--no-color', 'no colours');
}

/** Adds `--name` and `--line`. */
export function withSelectOptions(command: Command): Command {
  return command
    .addOption(new Option('--name <name>', 'the request of that name').conflicts('line'))
    .option('--line <n>', 'the request that line n belongs to, counted from 1', wholeNumber(1));
}

/** A parser for whole numbers from `min` on. */
export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): (text: string) => number {
  return (text) => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) {
      const range = max === Number.MAX_SAFE_INTEGER ? `from ${min} on` : `from ${min} to ${max}`;
      throw new InvalidArgumentError(`It must be a whole number ${range}.`);
    }
    return value;
  };
}

function collectVariable(text: string, known: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const at = text.indexOf('=');
  // Not an InvalidArgumentError, which would repeat what was typed: it may be a secret.
  if (at < 1) throw new CommandError('--var needs a name and a value. Write it as --var KEY=VALUE.');
  return new Map([...known, [text.slice(0, at), text.slice(at + 1)]]);
}
