import { l10n } from 'vscode';
import { type Credential, checkName } from '../../credentials';
import type { Parts } from '../parts';
import { sayIf } from '../words';
import { askText, BACK } from './ask';
import { attempt } from './attempt';
import { naming } from './names-in-use';
import { mayHandleSecrets } from './restricted';

/** *Rename Credential*: asks for the new name. @returns whether it has that name now */
export async function renameCredential({ engine: { vault }, log }: Parts, credential: Credential): Promise<boolean> {
  if (!(await mayHandleSecrets())) return false;
  let value = credential.name;
  let wrong: string | null = null;
  for (;;) {
    const taken = (await vault.list()).credentials.filter(({ id }) => id !== credential.id).map(({ name }) => name);
    const name = await askText(
      { title: l10n.t('Rename {0}', credential.name), step: 1, steps: 1 },
      {
        prompt: () => l10n.t('New name. Files that say # @credential {0} have to be changed, too.', credential.name),
        placeholder: credential.name,
        value,
        wrong,
        masked: false,
        check: (typed) => sayIf(checkName(typed, taken)),
      },
    );
    if (name === null || name === BACK) return false;
    const failed = l10n.t('"{0}" was not renamed.', credential.name);
    const renamed = await attempt(credential, failed, () => naming(() => vault.rename(credential.id, name)));
    if (renamed === null) return false;
    if (typeof renamed !== 'string') {
      log.info(`Renamed the credential ${credential.name} to ${name}.`);
      return true;
    }
    [value, wrong] = [name, renamed];
  }
}
