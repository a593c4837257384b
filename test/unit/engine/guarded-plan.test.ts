import assert from 'node:assert/strict';
import { makeGuardedPlan, type PlanContext } from '../../../src/engine';
import { parse } from '../../../src/http';

const none: ReadonlyMap<string, string> = new Map();

/** Plans the only request of a text. @returns how often the secrets were asked for, and what is missing */
async function plan(text: string, given: Partial<PlanContext['variables']> = {}, file = '') {
  const http = parse(text);
  const [node] = http.requests;
  assert.ok(node);
  const context: PlanContext = {
    credentials: [],
    activeId: null,
    named: null,
    defaultOrigin: 'http://127.0.0.1:1',
    variables: {
      overrides: none,
      prompts: none,
      environment: none,
      now: () => new Date(0),
      randomBytes: (count) => new Uint8Array(count),
      processEnv: (name) => ({ STORED: 'stored secret', HOST: 'h' })[name],
      dotenv: (name) => ({ DOT: 'stored secret' })[name],
      requestValue: () => undefined,
      ...given,
    },
    bodyFiles: { read: async () => ({ ok: true, bytes: Buffer.from(file) }) },
    secretOf: () => Promise.reject(new Error('no secret is needed')),
  };
  let asked = 0;
  const result = await makeGuardedPlan(http, node, context, async () => {
    asked++;
    return new Set(['stored secret']);
  });
  const codes = result.kind === 'failed' ? result.failure.findings.map(({ problem }) => problem.code) : [];
  return { asked, codes, kind: result.kind };
}

describe('Stored secrets', () => {
  it('are asked for only where a variable of the process or of a .env file takes part', async () => {
    assert.deepEqual(await plan('# @no-sign\nGET /x?{{$timestamp}}'), { asked: 0, codes: [], kind: 'ready' });
    assert.deepEqual(await plan('# @no-sign\nGET /x?{{$processEnv HOST}}'), { asked: 1, codes: [], kind: 'ready' });
    assert.equal((await plan('# @no-sign\n# {{$processEnv HOST}}\nGET /x')).asked, 0);
  });

  it('never come out of them: not named plainly, not through an environment, not in a body file', async () => {
    const refused = { asked: 1, codes: ['http.variable.refused'], kind: 'failed' };
    assert.deepEqual(await plan('# @no-sign\nGET /x?{{$processEnv STORED}}'), refused);
    assert.deepEqual(await plan('# @no-sign\nGET /x?{{$dotenv DOT}}'), refused);
    assert.deepEqual(await plan('# @no-sign\nGET /x?{{DOT}}'), refused);
    const environment = new Map([['v', '{{$env.STORED}}']]);
    assert.deepEqual(await plan('# @no-sign\nGET /x?{{v}}', { environment }), refused);
    assert.deepEqual(await plan('# @no-sign\nPOST /x\n\n<@ ./f', {}, '{{$processEnv STORED}}'), refused);
  });
});
