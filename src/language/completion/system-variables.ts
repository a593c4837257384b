import type { MessageCode } from '../../messages';
import type { Completion } from '../model';
import type { VariableStates } from '../variables';
import type { Cursor } from './cursor';
import type { NamePlace } from './name-place';
import { proposal, rank, snippetText } from './proposal';

/** A system variable as it is proposed (http-dialect: variables, system). */
interface SystemVariable {
  readonly name: string;
  readonly words: MessageCode;
  /** With places to type over; the name where it is left out. */
  readonly snippet?: string;
  /** Whether it has a value as it stands. */
  readonly hasSample: boolean;
}

const DOLLAR = '\\$';

const SYSTEM: readonly SystemVariable[] = [
  { name: '$timestamp', words: 'completion.system.timestamp', hasSample: true },
  { name: '$datetime iso8601', words: 'completion.system.datetime', hasSample: true },
  {
    name: '$datetime "YYYY-MM-DD"',
    words: 'completion.system.datetime',
    snippet: `${DOLLAR}datetime "\${1:YYYY-MM-DD}"`,
    hasSample: true,
  },
  { name: '$datetime rfc1123', words: 'completion.system.datetime', hasSample: true },
  { name: '$isoTimestamp', words: 'completion.system.isoTimestamp', hasSample: true },
  {
    name: '$localDatetime "YYYY-MM-DD HH:mm"',
    words: 'completion.system.localDatetime',
    snippet: `${DOLLAR}localDatetime "\${1:YYYY-MM-DD HH:mm}"`,
    hasSample: true,
  },
  { name: '$guid', words: 'completion.system.uuid', hasSample: true },
  { name: '$uuid', words: 'completion.system.uuid', hasSample: true },
  { name: '$random.uuid', words: 'completion.system.uuid', hasSample: true },
  {
    name: '$randomInt 0 1000',
    words: 'completion.system.randomInt',
    snippet: `${DOLLAR}randomInt \${1:0} \${2:1000}`,
    hasSample: true,
  },
  {
    name: '$random.integer(0, 1000)',
    words: 'completion.system.randomInt',
    snippet: `${DOLLAR}random.integer(\${1:0}, \${2:1000})`,
    hasSample: true,
  },
  {
    name: '$processEnv NAME',
    words: 'completion.system.processEnv',
    snippet: `${DOLLAR}processEnv \${1:NAME}`,
    hasSample: false,
  },
  { name: '$dotenv NAME', words: 'completion.system.dotenv', snippet: `${DOLLAR}dotenv \${1:NAME}`, hasSample: false },
  { name: '$env.NAME', words: 'completion.system.processEnv', snippet: `${DOLLAR}env.\${1:NAME}`, hasSample: false },
];

/** System variables, each with a value that it might have. */
export function systemCompletions(
  { request, say }: Cursor,
  { replace, close }: NamePlace,
  states: VariableStates,
): Completion[] {
  return SYSTEM.map(({ name, words, snippet, hasSample }, index) => {
    const state = hasSample ? states.of(name, request) : null;
    return proposal({
      label: name,
      kind: 'variable',
      detail: state && 'value' in state ? state.value : '',
      documentation: say({ code: words }),
      replace,
      insert: snippet === undefined ? name + close : snippet + snippetText(close),
      isSnippet: snippet !== undefined,
      sort: rank(3, index),
    });
  });
}
