import { strict as assert } from 'node:assert';
import { EventEmitter, MarkdownString, type ThemeIcon, type TreeItem } from 'vscode';
import type { Credential } from '../../src/credentials';
import type { CredentialEntry, CredentialsModel } from '../../src/vscode/credentials-model';
import { CredentialsTree } from '../../src/vscode/credentials-tree';

const now = new Date('2026-02-13T10:30:00Z');

function entry(name: string, more: Partial<Credential> = {}, state: Partial<CredentialEntry> = {}): CredentialEntry {
  const credential: Credential = {
    id: name,
    name,
    kind: 'hmac',
    origin: 'https://restlink23telecom.com',
    keyHint: 'sk_prod_…i9j0',
    store: 'osKeychain',
    created: '2026-01-01T00:00:00Z',
    ...more,
  };
  return { credential, active: false, live: false, trouble: null, ...state };
}

const builtin = ['sandbox', 'sandbox-plain'].map((name) => entry(name, { store: 'builtin' }));

/** The rows of a tree over these entries, with what is shown of them. */
async function show(entries: readonly CredentialEntry[], url: string | null) {
  const changed = new EventEmitter<void>();
  const model: CredentialsModel = {
    list: async () => entries,
    active: () => null,
    activeId: () => null,
    sandboxUrl: () => url,
    onDidChange: changed.event,
  };
  const tree = new CredentialsTree(model, () => now);
  const rows = await tree.getChildren();
  return rows.map((row) => {
    const { label, description, contextValue, iconPath, accessibilityInformation, tooltip } = tree.getTreeItem(row);
    const icon = (iconPath as ThemeIcon).id;
    const spoken = accessibilityInformation?.label;
    return {
      label,
      description,
      contextValue,
      icon,
      spoken,
      tooltip: textOf(tooltip),
    };
  });
}

/** What a tooltip says, without what escapes it. */
function textOf(tooltip: TreeItem['tooltip']): string {
  return tooltip instanceof MarkdownString ? tooltip.value.replaceAll('&nbsp;', ' ').replaceAll('\\', '') : '';
}

describe('the view Credentials', () => {
  it('is empty while there is nothing, so that it says what to do next', async () => {
    assert.deepEqual(await show([], null), []);
  });

  it('shows kind, key and live, and tells the active one by icon, menu and spoken label', async () => {
    const [first, second] = await show([entry('prod-eu', {}, { active: true, live: true }), entry('spare')], null);
    const { tooltip, ...shown } = first ?? { tooltip: '' };
    assert.match(tooltip, /^prod-eu \(active\)/);
    assert.deepEqual(shown, {
      label: 'prod-eu',
      description: 'hmac · sk_prod_…i9j0 · live',
      contextValue: 'credential.hmac.osKeychain.active',
      icon: 'circle-filled',
      spoken: 'prod-eu, active, hmac, sk_prod_…i9j0, live',
    });
    assert.equal(second?.icon, 'circle-outline');
    assert.equal(second.contextValue, 'credential.hmac.osKeychain.idle');
  });

  it('says when a login expires, and that it has', async () => {
    const seconds = now.getTime() / 1000;
    const rows = await show(
      [42 * 60, -1, 3 * 3600].map((left) => entry('demo', { kind: 'jwt', keyHint: 'JWT', expires: seconds + left })),
      null,
    );
    assert.deepEqual(
      rows.slice(0, 3).map(({ description }) => description),
      ['JWT · expires in 42 min', 'JWT · expired', 'JWT · expires in 3 h'],
    );
    assert.deepEqual(
      rows.slice(0, 3).map(({ icon }) => icon),
      ['circle-outline', 'warning', 'circle-outline'],
    );
    assert.equal(rows[1]?.spoken, 'demo, not active, JWT, expired');
    const ended = entry('demo', { kind: 'jwt', keyHint: 'JWT', expires: seconds - 1 }, { active: true });
    const [row] = await show([ended], null);
    assert.deepEqual([row?.description, row?.spoken], ['JWT · expired · active', 'demo, active, JWT, expired']);
  });

  it('shows the workspace of a login, and a store that is not the keychain, in row, menu and tooltip', async () => {
    const expires = now.getTime() / 1000 + 42 * 60;
    const rows = await show(
      [
        entry('demo', { kind: 'jwt', keyHint: 'JWT', expires, workspace: { id: 18, name: 'test-space' } }),
        entry('prod', { store: 'secretStorage' }),
        entry('brief', { store: 'session' }),
      ],
      null,
    );
    assert.deepEqual(
      rows.slice(0, 3).map(({ description, contextValue }) => [description, contextValue]),
      [
        ['JWT · test-space · expires in 42 min', 'credential.jwt.osKeychain.idle'],
        ['hmac · sk_prod_…i9j0 · secret storage', 'credential.hmac.secretStorage.idle'],
        ['hmac · sk_prod_…i9j0 · this session only', 'credential.hmac.session.idle'],
      ],
    );
    const tooltips = rows.map(({ tooltip }) => tooltip);
    assert.match(tooltips[0] ?? '', /Workspace: test-space \(number 18\)/);
    assert.match(tooltips[0] ?? '', /Expires: /);
    assert.match(tooltips[1] ?? '', /Kept in: the editor's secret storage/);
    assert.match(tooltips[2] ?? '', /Kept in: memory, until this window closes/);
  });

  it('warns of a secret that cannot be read', async () => {
    const [row] = await show([entry('gone', {}, { trouble: 'Gone.' })], null);
    assert.equal(row?.icon, 'warning');
    assert.equal(row.description, 'cannot be read · hmac · sk_prod_…i9j0');
  });

  it('shows a running sandbox with its address, as one row', async () => {
    const rows = await show(builtin, 'http://127.0.0.1:8023');
    assert.deepEqual(
      rows.map(({ label, description, contextValue }) => ({ label, description, contextValue })),
      [{ label: 'sandbox', description: 'running on 127.0.0.1:8023', contextValue: 'sandbox.running.idle' }],
    );
  });

  it('offers a sandbox that does not run below credentials', async () => {
    const rows = await show([entry('prod-eu')], null);
    assert.equal(rows.at(-1)?.description, 'not running');
    assert.equal(rows.at(-1)?.contextValue, 'sandbox.stopped');
  });
});
