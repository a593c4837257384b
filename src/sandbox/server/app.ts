import { Hono } from 'hono';
import { type Endpoint, endpoints } from '../../catalog';
import { getPayments } from '../account/payments';
import { getPricing, getPricingEntry } from '../account/pricing';
import { getBalance, getProfile, listWorkspaces, logIn } from '../account/user';
import { getWebhooks, listWebhookLogs, testWebhook, updateWebhooks } from '../account/webhooks';
import { Authentication } from '../authentication/authentication';
import { ApiError } from '../basics/errors';
import { SecondLimit } from '../basics/limits';
import type { Answer } from '../exchange/answer';
import type { Call } from '../exchange/call';
import { exportUnifiedMessages } from '../messages/export';
import { listMessages, listUnifiedMessages } from '../messages/lists';
import { sendSms } from '../messages/send';
import { getCountryStats, getDailyStats, getStats } from '../messages/stats';
import { getSmsStatus } from '../messages/status';
import { recordByBody, recordByEither, recordByQuery } from '../messages/tracker';
import { frame, type Work } from './frame';
import { troubledAnswer } from './odd-answers';
import type { Parts } from './parts';
import type { Bindings } from './reply';
import { splitTarget } from './wire';

type Step = (call: Call) => Answer | Promise<Answer>;

/** What each endpoint of the catalog does, by its id. */
const steps: Readonly<Record<string, Step>> = {
  sendSms,
  getSmsStatus,
  listMessages,
  listUnifiedMessages,
  exportUnifiedMessages,
  getStats,
  getDailyStats,
  getCountryStats,
  getBalance,
  getPricing,
  postPricing: getPricing,
  getPricingEntry,
  getPayments,
  getProfile,
  listWorkspaces,
  getWebhooks,
  updateWebhooks,
  testWebhook,
  listWebhookLogs,
  track: recordByQuery,
  callbackAction: recordByBody,
  actionTrack: recordByQuery,
  legacyAction: recordByEither,
};

/**
 * Routes of the sandbox: each endpoint of the catalog, 405 for its other methods, 404 for every other path. Paths are
 * compared as they stand in the request line.
 */
export function createApp(parts: Parts): Hono<Bindings> {
  const app = new Hono<Bindings>({ getPath: (_, options) => splitTarget(options?.env?.incoming.url ?? '/').path });
  const serve = createService(parts);
  for (const endpoint of endpoints) app.on(endpoint.method, route(endpoint), frame(parts, serve(endpoint)));
  for (const path of new Set(endpoints.map(route))) app.all(path, frame(parts, refuseMethod(path)));
  app.notFound(
    frame(parts, ({ path }) => {
      throw new ApiError('NOT_FOUND', `There is nothing at ${path}.`);
    }),
  );
  return app;
}

/** The path of an endpoint as hono writes it. */
function route({ path }: Endpoint): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function refuseMethod(path: string): Work {
  const methods = endpoints.filter((endpoint) => route(endpoint) === path).map(({ method }) => method);
  const allow = methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])).join(', ');
  return () => {
    throw new ApiError('METHOD_NOT_ALLOWED', `This path takes ${allow}.`, { headers: { Allow: allow } });
  };
}

/** Checks and work of an endpoint, in the order of FACTS.md section 8, decision 6. */
function createService({ faults, random, requestsPerSecond, store, outbox }: Parts): (endpoint: Endpoint) => Work {
  const authentication = new Authentication(random(32), faults.tokenSeconds);
  const limit = new SecondLimit(requestsPerSecond);
  return (endpoint) => (arrival, context) => {
    const caller = authentication.admit(arrival, endpoint);
    if (!limit.take(arrival.now) || faults.strike('429')) {
      throw new ApiError('RATE_LIMIT_EXCEEDED', 'More requests than the account may send in a second.');
    }
    if (faults.strike('500')) throw new ApiError('INTERNAL_ERROR', 'The server has failed.');
    if (endpoint.id === 'login') return logIn(arrival, authentication);
    const parameter = (name: string) => context.req.param(name) ?? '';
    const call = { ...arrival, caller, store, outbox, parameter, random };
    const step = steps[endpoint.id];
    if (!step) throw new TypeError(`No step for the endpoint ${endpoint.id}`);
    return troubledAnswer(endpoint, faults, call) ?? step(call);
  };
}
