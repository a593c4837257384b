import { l10n, window } from 'vscode';
import { type Credential, checkName, DEFAULT_ORIGIN, isLoopback, parseOrigin } from '../../credentials';
import type { Parts } from '../parts';
import { say, sayIf } from '../words';
import { askText, BACK, type Step, walk } from './ask';
import { attempt } from './attempt';
import { freeName, namesInUse, naming } from './names-in-use';
import { mayHandleSecrets } from './restricted';

/** What a duplicate is called, and where its secret may go. */
interface Twin {
  readonly name: string;
  readonly origin: string;
}

/**
 * *Duplicate to Another Origin*: the same secret under another name, bound to another origin. A credential itself never
 * changes its origin; this is how one key comes to serve a second place, and the person is told what that means.
 * @returns whether there are two now
 */
export async function duplicateCredential(parts: Parts, credential: Credential): Promise<boolean> {
  if (!(await mayHandleSecrets())) return false;
  let taken = await namesInUse(parts);
  let draft: Twin | null = { name: freeName(credential.name, taken), origin: '' };
  let wrong: string | null = null;
  for (;;) {
    const steps: readonly Step<Twin>[] = [nameQuestion(taken, wrong), originQuestion(credential)];
    draft = await walk<Twin>(l10n.t('Duplicate {0}', credential.name), draft, () => steps);
    if (!draft) return false;
    const { name, origin } = draft;
    if (!(await mayGoTo(origin, credential))) return false;
    const failed = l10n.t('"{0}" was not duplicated.', credential.name);
    const { vault } = parts.engine;
    const twin = await attempt(credential, failed, () => naming(() => vault.duplicate(credential.id, name, origin)));
    if (twin === null) return false;
    if (typeof twin !== 'string') {
      parts.log.info(`Duplicated the credential ${credential.name} as ${name} for ${origin}.`);
      void tell(parts, twin);
      return true;
    }
    wrong = twin;
    taken = await namesInUse(parts);
  }
}

function nameQuestion(taken: readonly string[], wrong: string | null): Step<Twin> {
  return async (draft, place) => {
    const name = await askText(place, {
      prompt: () => l10n.t('Name: what the second one is called in lists and in # @credential.'),
      placeholder: draft.name,
      value: draft.name,
      wrong,
      masked: false,
      check: (typed) => sayIf(checkName(typed, taken)),
    });
    return name === null || name === BACK ? name : { ...draft, name };
  };
}

function originQuestion(credential: Credential): Step<Twin> {
  return async (draft, place) => {
    const origin = await askText(place, {
      prompt: () => l10n.t('Origin: the second place that the same key or token may be sent to.'),
      placeholder: credential.origin === DEFAULT_ORIGIN ? 'http://127.0.0.1:8023' : DEFAULT_ORIGIN,
      value: draft.origin,
      masked: false,
      check: (typed) => wrongOrigin(typed, credential),
    });
    if (origin === null || origin === BACK) return origin;
    const parsed = parseOrigin(origin);
    return { ...draft, origin: parsed.ok ? parsed.value : origin };
  };
}

function wrongOrigin(typed: string, { name, origin }: Credential): string | null {
  const parsed = parseOrigin(typed);
  if (!parsed.ok) return say(parsed.problem);
  return parsed.value === origin ? l10n.t('This is where "{0}" belongs already. Give another origin.', name) : null;
}

/** Whoever answers at a strange origin gets the key: that is asked for once more, with names. */
async function mayGoTo(origin: string, { name, keyHint }: Credential): Promise<boolean> {
  if (origin === DEFAULT_ORIGIN || isLoopback(origin)) return true;
  const duplicate = l10n.t('Duplicate');
  const chosen = await window.showWarningMessage(
    l10n.t('Send what "{0}" holds to {1}, too?', name, origin),
    {
      modal: true,
      detail: l10n.t(
        'Whoever runs {0} receives {1} with each request that is sent there, and could use it elsewhere. Go on only if that origin belongs to the service, or to you.',
        origin,
        keyHint === 'JWT' ? l10n.t('its token') : l10n.t('the key {0}', keyHint),
      ),
    },
    duplicate,
  );
  return chosen === duplicate;
}

async function tell({ credentials }: Parts, { id, name, origin }: Credential): Promise<void> {
  const use = l10n.t('Use');
  const text = l10n.t('"{0}" signs requests to {1} from now on.', name, origin);
  if ((await window.showInformationMessage(text, use)) === use) await credentials.use(id);
}
