// What others could bring in: packages, their scripts, the release workflow.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { root } from '../../scripts/lib/project.mjs';

interface Locked {
  readonly name?: string;
  readonly version: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

interface Step {
  readonly uses?: string;
  readonly run?: string;
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly needs?: readonly string[]; readonly permissions?: object; readonly steps: readonly Step[] }
    >
  >;
}

const read = (...path: string[]) => readFileSync(join(root, ...path), 'utf8');
const manifest = JSON.parse(read('package.json')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
const lock = JSON.parse(read('package-lock.json')) as {
  readonly lockfileVersion: number;
  readonly packages: Readonly<Record<string, Locked>>;
};
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

describe('the lock file', () => {
  it('knows the digest of every package, none of which comes from elsewhere than a registry', () => {
    assert.equal(lock.lockfileVersion, 3);
    assert.ok(packages.length > 100);
    for (const [path, { integrity, link, resolved }] of packages) {
      assert.match(integrity ?? '', /^sha512-/, path);
      assert.equal(link, undefined, path);
      assert.doesNotMatch(resolved ?? '', /^(git|file|http:)/, path);
    }
  });

  it('is that of package.json', () => {
    const { dependencies, devDependencies } = lock.packages[''] as unknown as typeof manifest;
    assert.deepEqual(
      { dependencies, devDependencies },
      {
        dependencies: manifest.dependencies,
        devDependencies: manifest.devDependencies,
      },
    );
  });

  it('has few packages with installation scripts, and what ships needs none of them', () => {
    const withScripts = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path);
    // keytar's copies a prebuilt library to where its loader looks first; ours lies beside the bundle.
    const known = ['@vscode/vsce-sign', 'esbuild', 'fsevents', 'keytar'].map((name) => `node_modules/${name}`);
    assert.deepEqual(
      withScripts.filter((path) => !known.includes(path)),
      [],
    );
    assert.match(read('esbuild.js'), /prebuilds/);
  });
});

describe('NOTICE', () => {
  const notice = read('NOTICE');

  it('lists every package that ships, with the version of the lock file', () => {
    const shipped = packages.filter(([, { dev, devOptional }]) => !dev && !devOptional);
    assert.ok(shipped.length >= Object.keys(manifest.dependencies).length);
    for (const [path, { name, version }] of shipped) {
      const title = `${name ?? path.replace(/^.*node_modules\//, '')} ${version} (`;
      assert.ok(notice.includes(`\n${title}`), `${title} is not in NOTICE`);
    }
  });

  it('has a licence text for each', () => {
    const entries = notice.split(/^(?=\S+ \d+\.\d+\.\d+ \()/m).slice(1);
    for (const entry of entries)
      assert.match(entry, /Permission is hereby granted|Redistribution and use/, entry.slice(0, 60));
  });
});

describe('the release workflow', () => {
  const { permissions, jobs } = parse(read('.github', 'workflows', 'release.yml')) as Workflow;
  const all = Object.values(jobs).flatMap(({ steps }) => steps);
  const commands = (job: string) => (jobs[job]?.steps ?? []).map(({ run }) => run ?? '');
  const place = (text: string) => commands('package').findIndex((run) => run.includes(text));

  it('may read by default, and writes only where it publishes', () => {
    assert.deepEqual(permissions, { contents: 'read' });
    const writing = Object.entries(jobs).filter(([, job]) => job.permissions !== undefined);
    assert.deepEqual(
      writing.map(([name]) => name),
      ['publish'],
    );
  });

  it('audits what the lock file says before anything is packed', () => {
    assert.ok(place('npm ci --ignore-scripts') >= 0);
    assert.ok(place('npm audit --audit-level=moderate') > place('npm ci'));
    assert.ok(place('npm run package') > place('npm audit'));
    assert.ok(place('npm run check') >= 0);
  });

  it('publishes what was tested and packed, unchanged', () => {
    assert.deepEqual(jobs.publish?.needs, ['test', 'package']);
    assert.ok(commands('test').some((run) => run.includes('.ci/run')));
    assert.ok(commands('publish').some((run) => run.includes('sha256sum --check')));
  });

  it('names every action by its commit', () => {
    const actions = all.flatMap(({ uses }) => uses ?? []);
    assert.ok(actions.length > 0);
    for (const action of actions) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });

  it('puts no text of an event into a shell', () => {
    for (const { run } of all) assert.doesNotMatch(run ?? '', /\$\{\{/);
  });
});
