import { Command, CommanderError, Option } from 'commander';
import { checkCommand } from './commands/check';
import { addCredential, listCredentials, loginCredential, removeCredential } from './commands/credentials';
import { doctorCommand } from './commands/doctor';
import { explainCommand } from './commands/explain';
import { parseCommand } from './commands/parse';
import { sandboxCommand } from './commands/sandbox';
import { sendCommand } from './commands/send';
import { signCommand } from './commands/sign';
import type { CliContext } from './context';
import { EXIT } from './exit';
import { wholeNumber, withCommonOptions, withOutputOptions, withSelectOptions } from './options';

/** Those of the sandbox, which is not loaded for a help text; a test compares them. */
const FAULTS =
  'latency=MS, clock-skew=SECONDS, token-lifetime=SECONDS, 429[=TIMES], 429-empty[=TIMES], 429-html[=TIMES], 500[=TIMES], 503-html[=TIMES], drop[=TIMES], truncate[=TIMES], sign-in-page[=TIMES], setup[=TIMES], unavailable[=TIMES], partial[=TIMES]';

/** Those of the doctor, which is not loaded for a help text either. */
const FIX_LANGUAGES = ['curl', 'node', 'python', 'php', 'ruby', 'java', 'go', 'csharp'] as const;

/** Longest wait that a timer can hold, in milliseconds. */
const MAX_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * Reads the command line and runs the command.
 * @param contextFor makes the context, told whether colours are wanted
 * @returns the exit code
 */
export async function runProgram(
  argv: readonly string[],
  version: string,
  contextFor: (color: boolean) => CliContext,
): Promise<number> {
  let exit: number = EXIT.done;
  const run =
    <A extends unknown[]>(command: (context: CliContext, ...args: A) => Promise<number>) =>
    async (...args: [...A, ...unknown[]]) => {
      const options = args.at(-2) as { color?: boolean };
      const taken = args.slice(0, -1) as A;
      exit = await command(contextFor(options.color !== false), ...taken);
    };
  const program = new Command('restlink')
    .description('Signs and sends requests to the 23 Telecom SMS API from .http files.')
    .version(version)
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(withoutValue(text)) })
    .showSuggestionAfterError()
    .configureHelp({ sortSubcommands: false });

  const sign = program.command('sign <file>').description('print the signed request, send nothing');
  withSelectOptions(withCommonOptions(withOutputOptions(sign)))
    .option('--timestamp <seconds>', 'sign for this Unix time instead of now', wholeNumber(0))
    .action(run(signCommand));

  const send = program.command('send <file>').description('sign, send, and show what came back');
  withSelectOptions(withCommonOptions(withOutputOptions(send)))
    .addOption(new Option('--all', 'every request of the file, in order').conflicts(['name', 'line']))
    .option('--repeat <n>', 'send it n times', wholeNumber(1), 1)
    .option(
      '--concurrency <n>',
      'so many at a time; they begin in the order of the file, and each is shown as it ends',
      wholeNumber(1, 1000),
      1,
    )
    .option('--timeout <ms>', 'for the whole exchange', wholeNumber(1, MAX_TIMEOUT_MS), 30_000)
    .option('--yes', 'do not ask before a live send, a @note, or a body file from another folder')
    .option('--bail', 'stop at the first failure')
    .action(run(sendCommand));

  const parse = program.command('parse <file>').description('what the file contains, nothing substituted');
  withCommonOptions(withOutputOptions(parse)).action(run(parseCommand));

  const check = program.command('check <files...>').description('what is wrong in the files, as in the editor');
  withCommonOptions(withOutputOptions(check)).action(run(checkCommand));

  const explain = program.command('explain <file>').description('canonical message, digest, openssl line');
  withSelectOptions(withCommonOptions(withOutputOptions(explain)))
    .option('--timestamp <seconds>', 'explain the signature of this Unix time instead of now', wholeNumber(0))
    .action(run(explainCommand));

  const doctor = program.command('doctor [file]').description('why a signature made elsewhere is wrong; - is stdin');
  withCommonOptions(withOutputOptions(doctor))
    .option('--now <seconds>', 'look at it as of this Unix time', wholeNumber(0))
    .addOption(new Option('--language <language>', 'show the right code in it').choices(FIX_LANGUAGES))
    .action(run(doctorCommand));

  withOutputOptions(program.command('sandbox').description('run the local sandbox'))
    .option('--port <n>', 'port on 127.0.0.1; 0 = any', wholeNumber(0, 65535), 8023)
    .option('--db <file>', 'keep its state in this file')
    .addOption(
      new Option('--fault <name[=value]>', `something to do wrong, of: ${FAULTS}; repeatable`)
        .argParser((text, known: readonly string[]) => [...known, text])
        .default([], 'none'),
    )
    .action(run(sandboxCommand));

  addCredentialCommands(program, run);

  const commands = [...program.commands, ...program.commands.flatMap((command) => command.commands)];
  for (const command of commands) command.version(version).exitOverride();
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    throw error;
  }
}

/** An option that does not exist is named without its value: `--secret=…` must not be repeated. */
function withoutValue(error: string): string {
  return error.replace(/(unknown option '[^'=\s]*)=[^\n]*'/, "$1'");
}

type Run = <A extends unknown[]>(
  command: (context: CliContext, ...args: A) => Promise<number>,
) => (...args: [...A, ...unknown[]]) => Promise<void>;

function addCredentialCommands(program: Command, run: Run): void {
  const credentials = program.command('credentials').description('the OS keychain, shared with the extension');
  withOutputOptions(credentials.command('list').description('what is stored; no secrets')).action(run(listCredentials));
  withOutputOptions(credentials.command('add <name>').description('store a key; asks, or reads lines of stdin'))
    .addOption(
      new Option('--kind <kind>', 'how it authenticates').choices(['hmac', 'apiKey', 'jwt']).makeOptionMandatory(),
    )
    .option('--origin <url>', 'the only origin it is ever sent to')
    .action(run(addCredential));
  withOutputOptions(credentials.command('login <name>').description('log in to the portal and store the token'))
    .option('--origin <url>', 'where to log in')
    .action(run(loginCredential));
  withOutputOptions(credentials.command('remove <name>').description('delete it from the keychain')).action(
    run(removeCredential),
  );
}
