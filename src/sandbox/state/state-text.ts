import type { SavedState } from './saved-state';

/** Told apart from later formats of the file. */
const VERSION = 2;

/** The text of a state file. */
export function stateText(state: SavedState): string {
  return JSON.stringify({ version: VERSION, ...state });
}

/** Reads the saved text; null for anything that this sandbox did not write. */
export function readState(text: string): SavedState | null {
  try {
    const { version, ...state } = JSON.parse(text) as Record<string, unknown>;
    const isWhole = version === VERSION && isTime(state.anchor) && isNumber(state.balance) && isNumber(state.forgotten);
    const isKnown = Object.entries(lists).every(([name, isItem]) => {
      const list = state[name];
      return Array.isArray(list) && list.every(isItem);
    });
    return isWhole && isKnown ? (state as unknown as SavedState) : null;
  } catch {
    return null;
  }
}

type Check = (value: unknown) => boolean;

const isNumber: Check = (value) => Number.isFinite(value);
/** A moment in ms, of a year with four digits. */
const isTime: Check = (value) => isNumber(value) && Number(value) >= 0 && Number(value) < Date.UTC(10_000, 0);
const isText: Check = (value) => typeof value === 'string';
const isFlag: Check = (value) => typeof value === 'boolean';
const isObject: Check = (value) => typeof value === 'object' && value !== null;
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);

/** Checks an object: each of these members has to be there. */
function shape(members: Readonly<Record<string, Check>>): Check {
  const checks = Object.entries(members);
  return (value) => isObject(value) && checks.every(([name, check]) => check((value as Record<string, unknown>)[name]));
}

/** Checks an object by what all of its members are. */
function each(check: Check): Check {
  return (value) => isObject(value) && Object.values(value as object).every(check);
}

/** Checks that share a rule. */
function all(check: Check, ...names: readonly string[]): Record<string, Check> {
  return Object.fromEntries(names.map((name) => [name, check]));
}

const isMessage = shape({
  ...all(isText, 'id', 'telecomId', 'source', 'recipient', 'country', 'sender', 'text', 'outcome'),
  ...all(isNumber, 'workspace', 'segments', 'cost', 'clicks', 'actions'),
  created: isTime,
  billed: isFlag,
  clickedAt: orNull(isTime),
  action: orNull(shape({ type: isText, at: isTime })),
});

const isSettings = shape({
  urls: each(orNull(isText)),
  fields: each((value) => Array.isArray(value) && value.every(isText)),
  uniqueClicksOnly: isFlag,
  secret: (value) => value === null,
});

/** The lists of the state, and what is in each. */
const lists: Readonly<Record<string, Check>> = {
  messages: isMessage,
  changed: isMessage,
  charges: shape({ ...all(isNumber, 'amount', 'messages'), at: isTime }),
  webhooks: (raw) => Array.isArray(raw) && isNumber(raw[0]) && isSettings(raw[1]),
  jobs: shape({
    ...all(isText, 'id', 'channel', 'messageId'),
    ...all(isNumber, 'workspace', 'attempt'),
    ...all(isTime, 'at', 'due'),
    action: orNull(isText),
  }),
  attempts: shape({
    ...all(isText, 'channel', 'messageId', 'url'),
    ...all(isNumber, 'id', 'workspace', 'attempt', 'ms'),
    at: isTime,
    isTest: isFlag,
    status: orNull(isNumber),
    error: orNull(isText),
  }),
};
