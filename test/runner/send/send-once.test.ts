import type { ApiRequest } from '../../../src/client/api-client';
import {
  type Effect,
  NoResponseError,
  RefusedError,
  UnusableResponse,
} from '../../../src/client/errors';
import { type Heard, sendOnce } from '../../../src/runner/send/send-once';
import type { Operation } from '../../../src/runner/step/step-context';
import type { Refusal, VendorRequest } from '../../../src/vendor/request';
import { stepContext } from '../../support/step';

const request: VendorRequest = {
  name: 'restore',
  when: 'restore',
  method: 'POST',
  path: ['restore'],
  body: { field: 'one' },
};

const DEEP: unknown = JSON.parse(`${'['.repeat(150)}${']'.repeat(150)}`);

const details = { method: 'POST', url: 'https://api/restore', status: 409 };
const refused = (effect: Effect, change: { kind?: 'credentials'; retry?: 'later' } = {}) =>
  new RefusedError(
    'is locked',
    '',
    { kind: 'refused', retry: 'after a fix', ...change, effect, request: details },
    '96021',
    undefined,
  );

interface Case {
  readonly answer?: (asked: ApiRequest) => unknown;
  readonly otherwise?: VendorRequest['otherwise'];
  readonly operation?: Partial<Operation>;
}

async function sent({ answer, otherwise, operation = {} }: Case) {
  const context = stepContext({
    step: 'submit',
    ...(answer === undefined ? {} : { answer }),
    operation,
  });
  const heard: Heard = {};
  const asked = otherwise === undefined ? request : { ...request, otherwise };
  const end = await sendOnce(context, asked, heard).catch((error: Error) => error);
  return { end, heard, context, bodies: context.sent.map(({ body }) => body) };
}

describe('the other form of a request', () => {
  const first = (error: Error) => (asked: ApiRequest) => {
    if ((asked.body as { field: string }).field === 'one') throw error;
    return { jobId: 'job-2' };
  };

  test('is sent where the refusal proves that nothing happened, which is reported', async () => {
    const told: Refusal[] = [];
    const otherwise = (refusal: Refusal) => {
      told.push(refusal);
      return { field: 'other' };
    };
    const later = refused('nothing', { retry: 'later' });
    const { end, bodies } = await sent({ answer: first(later), otherwise });
    expect(end).toMatchObject({ jobId: 'job-2' });
    expect(bodies).toEqual([{ field: 'one' }, { field: 'other' }]);
    await sent({ answer: first(refused('nothing', { kind: 'credentials' })), otherwise });
    const common = { status: 409, code: '96021', message: 'is locked', acted: 'no' };
    expect(told).toEqual([
      { ...common, later: true, unauthorized: false },
      { ...common, later: false, unauthorized: true },
    ]);
  });

  test.each([
    ['the refusal proves nothing', refused('unknown'), { field: 'other' }],
    ['there is none', refused('nothing'), undefined],
    ['it is no refusal', new TypeError('of ours'), { field: 'other' }],
  ] as const)('is not sent where %s', async (_title, error, other) => {
    const { end, bodies } = await sent({ answer: first(error), otherwise: () => other });
    expect(end).toBe(error);
    expect(bodies).toEqual([{ field: 'one' }]);
  });
});

describe('a response, before it is judged,', () => {
  const hears = async (response: string, operation: Partial<Operation> = {}) => {
    const said: (boolean | undefined)[] = [];
    const answer = (asked: ApiRequest) => {
      said.push(asked.seen?.(response));
      return { jobId: 'job-1' };
    };
    const { heard, context } = await sent({ answer, operation });
    return { acted: said[0], heard, shown: context.redactor.redact(response) };
  };
  const passwordIn = (text: string) => /secret-[a-z]+/.exec(text)?.[0];

  test('gives its password, which is then shown nowhere', async () => {
    const { acted, heard, shown } = await hears('no JSON: secret-word', { passwordIn });
    expect({ acted, heard }).toEqual({ acted: true, heard: { password: 'secret-word' } });
    expect(shown).not.toContain('secret-word');
  });

  const accept: Operation['accept'] = (_request, body) => {
    const { jobId, cluster } = (body ?? {}) as Record<string, unknown>;
    if (typeof jobId !== 'string') throw new UnusableResponse('the response names no job');
    return { jobId, facts: { cluster_id: String(cluster ?? '') } };
  };

  test.each<[string, unknown, boolean]>([
    ['a job', { jobId: 'job-1' }, true],
    ['a job in its envelope', { code: 1, data: { jobId: 'job-1' } }, true],
    ['a cluster', { jobId: '', cluster: 'in01-1' }, true],
    ['a job, and nests deeper than what is read', { jobId: 'job-1', x: DEEP }, true],
    ['nothing', { jobId: '' }, false],
    ['no field of a restore', { code: 96021 }, false],
    ['null', null, false],
  ])('that names %s', async (_title, body, acted) => {
    const found = await hears(JSON.stringify(body), { accept, passwordIn: () => undefined });
    expect({ acted: found.acted, heard: found.heard }).toEqual({ acted, heard: {} });
  });

  test('that is no JSON names nothing', async () => {
    expect((await hears('<html>', { accept })).acted).toBe(false);
  });
});

describe('a password that is heard in a response', () => {
  const answer = (asked: ApiRequest) => {
    asked.seen?.('{"user":{"password":"secret-word"}}');
    return { jobId: 'job-1' };
  };
  const passwordIn = (text: string) => /secret-[a-z]+/.exec(text)?.[0];
  const accepting = async (submitted: object) => {
    const accept: Operation['accept'] = () => ({ jobId: 'job-1', facts: {}, ...submitted });
    return (await sent({ answer, operation: { passwordIn, accept } })).end;
  };

  test('counts wherever it stands', async () => {
    expect(await accepting({})).toEqual({ jobId: 'job-1', facts: {}, password: 'secret-word' });
    expect(await accepting({ password: 'own' })).toMatchObject({ password: 'own' });
  });

  test('is neither an id nor a name', async () => {
    const facts = { cluster_id: 'in01-1', username: 'admin:secret-word' };
    expect(await accepting({ facts })).toEqual({
      jobId: 'job-1',
      facts: { cluster_id: 'in01-1', username: '' },
      password: 'secret-word',
    });
  });

  test.each<[string, object]>([
    ['cluster_id', { facts: { cluster_id: 'in01-secret-word' } }],
    ['job_id', { jobId: 'secret-word' }],
  ])(
    'and repeated in %s leaves the outcome unknown: what began is looked for',
    async (id, said) => {
      const end = await accepting(said);
      expect(end).toBeInstanceOf(NoResponseError);
      expect(end).toMatchObject({
        effect: 'unknown',
        problem: `the response names its password as ${id}`,
      });
    },
  );

  test.each(['1', '12345'])('is none in ids where it is as short as %j', async (digits) => {
    const short = (asked: ApiRequest) => {
      asked.seen?.(digits);
      return {};
    };
    const facts = { cluster_id: `in01-${digits}`, username: `db${digits}` };
    const accept = () => ({ jobId: `job-${digits}`, facts });
    const operation = { accept, passwordIn: (text: string) => text };
    const { end, heard } = await sent({ answer: short, operation });
    expect(heard).toEqual({ password: digits });
    expect(end).toMatchObject({ jobId: `job-${digits}`, facts: { ...facts, username: '' } });
  });

  test('and of six characters is one in ids', async () => {
    const operation = {
      accept: () => ({ jobId: 'job-123456', facts: {} }),
      passwordIn: () => '123456',
    };
    const heardOf = (asked: ApiRequest) => asked.seen?.('');
    expect((await sent({ answer: heardOf, operation })).end).toBeInstanceOf(NoResponseError);
  });

  test('is as little expected as before where none is heard', async () => {
    const end = await sent({
      operation: { accept: () => ({ facts: { cluster_id: 'in01-1' } }) as never },
    });
    expect(end.end).toEqual({ facts: { cluster_id: 'in01-1' } });
  });
});

test.each([' ', '..', '.', 'in01 1', 'in01\n1', 'a\ud800'])(
  'a response whose id is %j leaves the outcome unknown',
  async (id) => {
    for (const submitted of [
      { jobId: id, facts: {} },
      { jobId: 'j', facts: { cluster_id: id } },
    ]) {
      const { end } = await sent({ operation: { accept: () => submitted as never } });
      expect(end).toMatchObject({ effect: 'unknown', kind: 'no-response' });
      expect((end as Error).message).toContain('which cannot be one');
    }
  },
);

test('what is accepted is judged by the sources of today', async () => {
  const told: unknown[] = [];
  const accept: Operation['accept'] = (_request, _body, _facts, sources) => {
    told.push(sources);
    return { jobId: 'job-1', facts: {} };
  };
  const context = stepContext({
    step: 'submit',
    answer: (asked) => asked.seen?.('{}'),
    operation: { accept },
  });
  const driver = { ...context.driver, sources: ['in01-source', 'in01-other'] };
  await sendOnce({ ...context, driver }, request, {});
  // Once for each part of the response, and once for its data.
  expect(told.length).toBeGreaterThan(1);
  expect(new Set(told.map(String))).toEqual(new Set(['in01-source,in01-other']));
});

test('a response that cannot be used leaves the outcome unknown, and an error of ours is one', async () => {
  const throws = (error: Error) => () => {
    throw error;
  };
  const unusable = await sent({ operation: { accept: throws(new UnusableResponse('no job')) } });
  expect(unusable.end).toBeInstanceOf(NoResponseError);
  expect(unusable.end).toMatchObject({ effect: 'unknown', retry: 'never', problem: 'no job' });
  const ours = await sent({ operation: { accept: throws(new TypeError('of ours')) } });
  expect(ours.end).toBeInstanceOf(TypeError);
});
