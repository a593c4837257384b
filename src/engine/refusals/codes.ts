import type { ErrorCode, Problem } from '../../messages';
import type { Case, Specific } from './case';
import {
  invalidKey,
  invalidSignature,
  invalidToken,
  sameKey,
  signatureRequired,
  tokenExpired,
  unauthorized,
} from './credential';
import { insufficientBalance, internalError, retryAfter } from './limits';
import { invalidParameters } from './parameters';
import { forbidden, notFound } from './route';
import { invalidBody, invalidMessage, invalidSender, invalidTo, tooManyRecipients } from './send-body';
import { invalidFields, invalidSecret, invalidToggle, invalidUrl } from './webhook-body';
import { keyAtWorkspace, mainWorkspaceGone, wrongWorkspace } from './workspace';

type Look = (found: Case) => Specific | Promise<Specific>;

/** Codes of which the request at hand tells more than the documentation. */
const LOOKS: Readonly<Partial<Record<ErrorCode, Look>>> = {
  INVALID_BODY: invalidBody,
  INVALID_PARAMS: invalidParameters,
  INVALID_TO: invalidTo,
  INVALID_MESSAGE: invalidMessage,
  INVALID_SENDER: invalidSender,
  TOO_MANY_RECIPIENTS: tooManyRecipients,
  INVALID_WORKSPACE_HEADER: wrongWorkspace,
  INVALID_URL: invalidUrl,
  INVALID_SECRET: invalidSecret,
  INVALID_FIELDS: invalidFields,
  INVALID_TOGGLE: invalidToggle,
  UNAUTHORIZED: unauthorized,
  INVALID_TOKEN: invalidToken,
  TOKEN_EXPIRED: tokenExpired,
  INVALID_API_KEY: invalidKey,
  API_KEY_INACTIVE: sameKey,
  API_KEY_EXPIRED: sameKey,
  SIGNATURE_REQUIRED: signatureRequired,
  INVALID_SIGNATURE: invalidSignature,
  INSUFFICIENT_BALANCE: insufficientBalance,
  FORBIDDEN: forbidden,
  CROSS_TENANT_WORKSPACE: wrongWorkspace,
  NO_MAIN_WORKSPACE: mainWorkspaceGone,
  WORKSPACE_NOT_AVAILABLE: keyAtWorkspace,
  NOT_FOUND: notFound,
  RATE_LIMIT_EXCEEDED: retryAfter,
  TOO_MANY_ATTEMPTS: retryAfter,
  INTERNAL_ERROR: internalError,
};

/** What a documented code means, why it came, and what to do. */
export async function explainCode(code: ErrorCode, found: Case): Promise<readonly Problem[]> {
  const { why = [], todo = [] } = (await LOOKS[code]?.(found)) ?? {};
  return [
    { code: `errorCode.${code}` },
    ...(why.length > 0 ? why : [{ code: `errorCode.${code}.why` } as const]),
    ...(todo.length > 0 ? todo : [{ code: `errorCode.${code}.do` } as const]),
  ];
}
