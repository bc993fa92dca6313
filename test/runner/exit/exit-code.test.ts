import {
  AlreadyThereError,
  ClientError,
  type ErrorKind,
  NoResponseError,
  notAsDeclared,
  refusal,
  UnusableResponse,
  wrongUsage,
} from '../../../src/client/errors';
import { ExitCode, exitCodeOf, RunnerError } from '../../../src/runner/exit/exit-code';
import { renderEnd } from '../../../src/runner/exit/render-end';

const ofKind = (kind: ErrorKind) =>
  new ClientError('problem', 'Fix', { kind, effect: 'nothing', retry: 'never' });

test.each<[ErrorKind, number]>([
  ['internal', 1],
  ['usage', 2],
  ['credentials', 3],
  ['refused', 4],
  ['precondition', 4],
  ['no-response', 5],
  ['verification', 9],
])('an error of kind %s ends with %d', (kind, code) => {
  expect(exitCodeOf(ofKind(kind))).toBe(code);
});

test('the runner’s own errors have the code that they were created with, others are internal', () => {
  expect(exitCodeOf(new RunnerError(ExitCode.UNKNOWN_OUTCOME, 'problem', 'Fix'))).toBe(6);
  expect(exitCodeOf(new TypeError('x is not a function'))).toBe(1);
});

test.each<[string, Error, string | undefined, string]>([
  [
    'a check before a restore says that nothing was restored',
    refusal('the plan is wrong', 'Correct it'),
    'submit',
    'the plan is wrong. Correct it; nothing was restored. [exit 4]',
  ],
  [
    'a check of settings says that nothing was changed',
    refusal('the plan is wrong', 'Correct it'),
    'settings',
    'the plan is wrong. Correct it; nothing was changed. [exit 4]',
  ],
  [
    'a check of a drop says that nothing was dropped',
    refusal('it is still running', 'Wait', { retry: 'later' }),
    'drop',
    'it is still running. Wait: apply again later; nothing was dropped. [exit 4]',
  ],
  [
    'a check of a wait says nothing of what was restored before',
    refusal('the id is none', 'Correct the id'),
    'wait',
    'the id is none. Correct the id. [exit 4]',
  ],
  [
    'what passes is applied again later',
    refusal('it is locked', 'Another restore is running', { retry: 'later' }),
    'submit',
    'it is locked. Another restore is running: apply again later; nothing was restored. [exit 4]',
  ],
  [
    'what has to be fixed first is applied again afterwards',
    new UnusableResponse('the response describes no cluster'),
    'wait',
    'the response describes no cluster. Check that no proxy is in between, then apply again. [exit 5]',
  ],
  [
    'a request is shown with its status and id',
    new NoResponseError('no response', 'Check the network', {
      effect: 'nothing',
      retry: 'after a fix',
      request: { method: 'GET', url: 'https://api.example/x', status: 502, requestId: 'r-1' },
    }),
    'submit',
    'no response (GET https://api.example/x, HTTP 502, request id r-1). Check the network, then apply again. [exit 5]',
  ],
  [
    'a wrong variable needs no other advice',
    wrongUsage('X must be a number', 'Correct it or unset it'),
    undefined,
    'X must be a number. Correct it or unset it. [exit 2]',
  ],
  [
    'a result that is not as declared',
    notAsDeclared('it still reports 7 days', 'Look at it', 'after a fix'),
    'settings',
    'it still reports 7 days. Look at it, then apply again. [exit 9]',
  ],
  [
    'a cluster that is already there',
    new AlreadyThereError('the name is taken', 'Choose another', 'cluster_id=in01-1'),
    'submit',
    'the name is taken. Choose another; nothing was restored. [exit 4]',
  ],
  [
    'an error of the runner says what to do itself',
    new RunnerError(ExitCode.UNKNOWN_OUTCOME, 'it may have acted', 'Look'),
    'submit',
    'it may have acted. Look. [exit 6]',
  ],
])('%s', (_title, error, step, line) => {
  expect(renderEnd(error, step)).toBe(line);
});

test('an error of the program has its place in it', () => {
  const said = renderEnd(new TypeError('a bug'), 'submit');
  expect(said).toMatch(/^cdktf-cluster-restore failed unexpectedly: TypeError: a bug\n +at /);
  expect(renderEnd('a text', undefined)).toBe('cdktf-cluster-restore failed unexpectedly: a text');
});
