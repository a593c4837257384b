import { resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { EnvironmentCredential } from '../../credentials';
import { redactorFor, usedSignatures } from '../../engine';
import type { Diagnosis, FixLanguage } from '../../engine/doctor';
import { sentence } from '../../messages';
import type { Redactor } from '../../sending';
import { bodyFilesOf } from '../body-files';
import { checkContext } from '../check-surroundings';
import type { CliContext } from '../context';
import { explanationText, printDiagnosis } from '../doctor-text';
import { CommandError, EXIT } from '../exit';
import type { CommonOptions } from '../options';
import { fileProblem, readRegular } from '../read-file';

export interface DoctorOptions extends CommonOptions {
  /** Unix seconds that count as now. */
  readonly now?: number;
  readonly language?: FixLanguage;
}

/** `restlink doctor [FILE|-]`: why a signature made elsewhere is wrong (cli: `doctor`). */
export async function doctorCommand(
  context: CliContext,
  path: string | undefined,
  options: DoctorOptions,
): Promise<number> {
  const { terminal, cwd, folder, stopped } = context;
  // Loaded on first use: no other command needs it.
  const { diagnose, readFailingRequest, reportOf } = await import('../../engine/doctor');
  const { key, ...owner } = await signingKeyOf(context, options);
  const redactor = redactorFor([owner]);
  const files = bodyFilesOf(cwd, cwd, async () => null);
  const read = await readFailingRequest(await inputOf(context, path), files);
  if (!read.ok) throw new CommandError(sentence(redactor.problem(read.problem)));
  const { request, notes } = read;
  const ledger = usedSignatures(folder);
  const result = await diagnose(request, key, {
    now: options.now ?? Math.floor(context.now() / 1000),
    wasUsed: (signature) => ledger.has(signature),
    pause: async () => {
      await nextTurn();
      stopped.throwIfAborted();
    },
  });
  if (!result.ok) throw new CommandError(sentence(redactor.problem(result.problem)));
  const { diagnosis } = result;
  const report = reportOf(diagnosis, request, key, notes);
  if (options.json) terminal.result(JSON.stringify(describe(diagnosis, explanationText(report, redactor), redactor)));
  else await printDiagnosis(terminal, diagnosis, report, redactor, options.language ?? null);
  return diagnosis.match ? EXIT.done : EXIT.answeredWithError;
}

/** The credential that the request should have been signed with (cli: "Credential"). */
async function signingKeyOf(context: CliContext, options: CommonOptions) {
  const { active: credential, environment } = await checkContext(context, options);
  if (!credential) throw new CommandError(sentence({ code: 'doctor.credential.none' }));
  const { name, kind } = credential;
  if (kind !== 'hmac') throw new CommandError(sentence({ code: 'doctor.credential.kind', args: { name, kind } }));
  const secret: EnvironmentCredential['secret'] = await context.vault(environment).secretOf(credential);
  if (secret.kind !== 'hmac')
    throw new CommandError(sentence({ code: 'doctor.credential.kind', args: { name, kind } }));
  return { credential, secret, key: { key: secret.key, secret: secret.secret } };
}

async function inputOf({ cwd, terminal }: CliContext, path: string | undefined): Promise<Buffer> {
  if (path === undefined || path === '-') {
    if (terminal.interactive) terminal.message('Paste the request that was refused, then press Ctrl+D on a new line.');
    return terminal.readBytes();
  }
  try {
    return await readRegular(resolve(cwd, path));
  } catch (error) {
    throw new CommandError(`${path} cannot be read: ${fileProblem(error)}.`);
  }
}

/** The JSON of a diagnosis (cli: `doctor`). */
function describe(diagnosis: Diagnosis, explanation: string, redactor: Redactor) {
  const { match, mistakes, alternatives, ruledOut, expected, received } = diagnosis;
  return {
    match,
    mistakes,
    alternatives,
    ruledOut,
    expected,
    received: redactor.text(received),
    explanation,
  };
}
