import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { parse } from '../../src/http';
import { compare, type Figure, inTurn } from './measure';
import { visit } from './parsing';
import { tenThousandRequests } from './requests';

const VERSION = '6.16.7';
const folder = resolve('.bench', 'httpyac');

/** The part of httpYac's interface that a parse takes. */
interface Httpyac {
  readonly io: { readonly fileProvider: object };
  readonly store: {
    readonly HttpFileStore: new () => {
      getOrCreate(
        name: string,
        text: () => Promise<string>,
        version: number,
        options: { readonly workingDir: string; readonly config: object },
      ): Promise<{ readonly httpRegions: readonly unknown[] }>;
    };
  };
}

/** A full parse against that of httpYac on the same text. Its package is put under .bench/ the first time. */
export async function againstHttpyac(): Promise<readonly Figure[]> {
  const { io, store } = load();
  // A folder in which there is nothing: its parser looks for files around the one that it reads.
  Object.assign(io.fileProvider, {
    EOL: '\n',
    isAbsolute: async (file: string) => isAbsolute(file),
    dirname,
    hasExtension: (file: string, ...extensions: string[]) => extensions.some((extension) => file.endsWith(extension)),
    joinPath: (file: string, path: string) => join(file, path),
    exists: async () => false,
    readdir: async () => [],
    fsPath: (file: string) => file,
    toString: (file: string) => file,
  });
  const text = tenThousandRequests();
  const theirs = async () => {
    const files = new store.HttpFileStore();
    const options = { workingDir: folder, config: {} };
    const file = await files.getOrCreate(join(folder, 'many.http'), async () => text, 1, options);
    if (file.httpRegions.length !== 10_000) throw new Error(`httpYac found ${file.httpRegions.length} requests`);
  };
  const ours = await inTurn(3, () => parse(text), theirs, 1);
  const oursRead = await inTurn(3, () => visit(parse(text)), theirs, 1);
  return [
    faster('full parse: times as fast as httpYac', ours, '≥ 80'),
    faster('parse and reading every node: times as fast as httpYac', oursRead, 'none'),
  ];
}

function faster(name: string, times: [number[], number[]], goal: string): Figure {
  const slower = compare(name, times, 0.5, goal);
  return { ...slower, ratio: 1 / slower.ratio };
}

function load(): Httpyac {
  const inFolder = createRequire(join(folder, 'package.json'));
  if (!existsSync(join(folder, 'node_modules', 'httpyac', 'package.json'))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    console.log(`Installing httpyac ${VERSION} under .bench/ …`);
    const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', `httpyac@${VERSION}`];
    execFileSync('npm', install, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  }
  return inFolder('httpyac') as Httpyac;
}
