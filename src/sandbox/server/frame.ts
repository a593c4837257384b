import type { IncomingHttpHeaders } from 'node:http';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import { ApiError } from '../basics/errors';
import { type Answer, errorAnswer } from '../exchange/answer';
import type { Arrival } from '../exchange/call';
import type { Faults } from './faults';
import { edgeAnswer } from './odd-answers';
import type { Parts } from './parts';
import { type Bindings, pause, reply } from './reply';
import { ClientGone, isLoopback, readBody, splitTarget } from './wire';

/** Makes the answer to a request that has arrived whole. */
export type Work = (arrival: Arrival, context: Context<Bindings>) => Answer | Promise<Answer>;

/** Puts around a piece of work what all answers have in common: the edge of the server, `Date`, faults, the record. */
export function frame({ clock, now, faults, onRequest }: Parts, work: Work) {
  return async (context: Context<Bindings>): Promise<Response> => {
    const started = clock();
    const { incoming } = context.env;
    const { path } = splitTarget(incoming.url ?? '/');
    const record = (answer: Answer | null) =>
      onRequest({
        method: incoming.method ?? '',
        path,
        status: answer?.status ?? null,
        errorCode: answer?.errorCode ?? null,
        ms: clock() - started,
      });
    try {
      const answer = withCut(await settle(context), faults);
      const { response, complete } = await reply(context, answer, now);
      record(complete ? answer : null);
      return response;
    } catch (error) {
      if (!(error instanceof ClientGone)) throw error;
      record(null);
      return RESPONSE_ALREADY_SENT;
    }
  };

  /** The answer, whatever happens on the way to it. */
  async function settle(context: Context<Bindings>): Promise<Answer> {
    try {
      refuseForeignHost(context);
      if (faults.latencyMs > 0) await pause(faults.latencyMs, context.env.outgoing);
      const arrival = await arrive(context, now);
      return edgeAnswer(faults) ?? (await work(arrival, context));
    } catch (error) {
      if (error instanceof ClientGone) throw error;
      return errorAnswer(error);
    }
  }
}

function refuseForeignHost({ env: { incoming } }: Context<Bindings>): void {
  const { authority } = splitTarget(incoming.url ?? '/');
  if (isLoopback(incoming.headers.host) && (authority === null || isLoopback(authority))) return;
  throw new ApiError('FORBIDDEN', 'The sandbox serves this computer only: Host has to be localhost or 127.0.0.1.');
}

async function arrive({ env: { incoming } }: Context<Bindings>, now: () => number): Promise<Arrival> {
  const { path, query } = splitTarget(incoming.url ?? '/');
  return {
    method: incoming.method ?? '',
    path,
    query: new URLSearchParams(query),
    headers: single(incoming.headers),
    address: incoming.socket.remoteAddress ?? '',
    body: await readBody(incoming),
    now: now(),
  };
}

/** Repeated headers as node joins them. */
function single(headers: IncomingHttpHeaders): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));
}

function withCut(answer: Answer, faults: Faults): Answer {
  if (answer.cut !== undefined) return answer;
  if (faults.strike('drop')) return { ...answer, cut: 'before' };
  return faults.strike('truncate') ? { ...answer, cut: 'within' } : answer;
}
