import type { MessageCode } from '../../messages';
import { words } from '../hover/markdown';
import type { Completion } from '../model';
import type { VariableStates } from '../variables';
import type { Cursor } from './cursor';
import type { NamePlace } from './name-place';
import { proposal, rank, snippetText } from './proposal';

/** A system variable as it is proposed (http-dialect: variables, system). */
interface SystemVariable {
  readonly name: string;
  readonly meaning: MessageCode;
  /** With places to type over; the name where it is left out. */
  readonly snippet?: string;
  /** Whether it has a value as it stands. */
  readonly hasSample: boolean;
}

const DOLLAR = '\\$';

const SYSTEM: readonly SystemVariable[] = [
  { name: '$timestamp', meaning: 'completion.system.timestamp', hasSample: true },
  { name: '$datetime iso8601', meaning: 'completion.system.datetime', hasSample: true },
  {
    name: '$datetime "YYYY-MM-DD"',
    meaning: 'completion.system.datetime',
    snippet: `${DOLLAR}datetime "\${1:YYYY-MM-DD}"`,
    hasSample: true,
  },
  { name: '$datetime rfc1123', meaning: 'completion.system.datetime', hasSample: true },
  { name: '$isoTimestamp', meaning: 'completion.system.isoTimestamp', hasSample: true },
  {
    name: '$localDatetime "YYYY-MM-DD HH:mm"',
    meaning: 'completion.system.localDatetime',
    snippet: `${DOLLAR}localDatetime "\${1:YYYY-MM-DD HH:mm}"`,
    hasSample: true,
  },
  { name: '$guid', meaning: 'completion.system.uuid', hasSample: true },
  { name: '$uuid', meaning: 'completion.system.uuid', hasSample: true },
  { name: '$random.uuid', meaning: 'completion.system.uuid', hasSample: true },
  {
    name: '$randomInt 0 1000',
    meaning: 'completion.system.randomInt',
    snippet: `${DOLLAR}randomInt \${1:0} \${2:1000}`,
    hasSample: true,
  },
  {
    name: '$random.integer(0, 1000)',
    meaning: 'completion.system.randomInt',
    snippet: `${DOLLAR}random.integer(\${1:0}, \${2:1000})`,
    hasSample: true,
  },
  {
    name: '$processEnv NAME',
    meaning: 'completion.system.processEnv',
    snippet: `${DOLLAR}processEnv \${1:NAME}`,
    hasSample: false,
  },
  {
    name: '$dotenv NAME',
    meaning: 'completion.system.dotenv',
    snippet: `${DOLLAR}dotenv \${1:NAME}`,
    hasSample: false,
  },
  { name: '$env.NAME', meaning: 'completion.system.processEnv', snippet: `${DOLLAR}env.\${1:NAME}`, hasSample: false },
];

/** System variables, each with a value that it might have. */
export function systemCompletions(
  { request, say }: Cursor,
  { replace, close }: NamePlace,
  states: VariableStates,
): Completion[] {
  return SYSTEM.map(({ name, meaning, snippet, hasSample }, index) => {
    const state = hasSample ? states.of(name, request) : null;
    return proposal({
      label: name,
      kind: 'variable',
      detail: state && 'value' in state ? state.value : '',
      documentation: words(say, { code: meaning }),
      replace,
      insert: snippet === undefined ? name + close : snippet + snippetText(close),
      isSnippet: snippet !== undefined,
      sort: rank(3, index),
    });
  });
}
