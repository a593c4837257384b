import { accountMessages } from './account';
import { answerMessages } from './answer';
import { completionMessages } from './completion';
import { credentialMessages } from './credentials';
import { diagnosisMessages } from './diagnosis';
import { diagnosticMessages } from './diagnostics';
import { doctorMessages } from './doctor';
import { endpointMessages } from './endpoints';
import { errorCodeMessages } from './error-codes';
import { explainMessages } from './explain';
import { hoverMessages } from './hover';
import { httpMessages } from './http';
import { jsonMessages } from './json';
import { refusalMessages } from './refusals';
import { requestMessages } from './request';
import { sandboxMessages } from './sandbox';
import { secretMessages } from './secrets';
import { sendingMessages } from './sending';
import { variableMessages } from './variables';

export { type ErrorCode, errorCodes } from './error-codes';

/** Every sentence a person reads that the core gives rise to, by code; `{name}` stands for an argument. */
export const messages = {
  ...httpMessages,
  ...requestMessages,
  ...credentialMessages,
  ...sendingMessages,
  ...errorCodeMessages,
  ...refusalMessages,
  ...accountMessages,
  ...answerMessages,
  ...endpointMessages,
  ...sandboxMessages,
  ...diagnosticMessages,
  ...completionMessages,
  ...hoverMessages,
  ...jsonMessages,
  ...variableMessages,
  ...doctorMessages,
  ...diagnosisMessages,
  ...explainMessages,
  ...secretMessages,
} as const;

export type MessageCode = keyof typeof messages;
export type MessageArgs = Readonly<Record<string, string | number>>;

/** Something to tell a person, as the pure core says it: a code with arguments. */
export interface Problem {
  readonly code: MessageCode;
  readonly args?: MessageArgs;
}

/**
 * The English sentence of a problem.
 * @returns the text with every `{name}` replaced by the argument of that name
 */
export function sentence({ code, args = {} }: Problem): string {
  return fill(messages[code], args);
}

/** Replaces each `{name}` of a template by its argument; a name without an argument stays as it is. */
export function fill(template: string, args: MessageArgs): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(args[name] ?? whole));
}
