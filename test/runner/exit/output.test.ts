import { Redactor } from '../../../src/client/redactor';
import { Output } from '../../../src/runner/exit/output';

afterEach(() => jest.restoreAllMocks());

test('each line goes where it belongs, printable and without secrets, and nobody has to read it', () => {
  const redactor = new Redactor();
  redactor.add('the-secret-key');
  const output = new Output(redactor);
  const written: string[] = [];
  const listening: string[] = [];
  for (const name of ['stdout', 'stderr'] as const) {
    jest.spyOn(process[name], 'write').mockImplementation((text) => {
      written.push(`${name}: ${String(text)}`);
      return true;
    });
    jest.spyOn(process[name], 'on').mockImplementation(((event: string, hear: () => unknown) => {
      listening.push(`${name} ${event} ${String(hear())}`);
      return process[name];
    }) as never);
  }
  output.say('one\u001b');
  expect(listening).toEqual(['stdout error undefined']);
  output.printError('two');
  output.say('with the-secret-key');
  output.say('x'.repeat(1_000_000));
  const long = written.pop() ?? '';
  jest.restoreAllMocks();
  expect(written).toEqual(['stdout: one\\u001b\n', 'stderr: two\n', 'stdout: with ***\n']);
  expect(listening).toEqual(['stdout error undefined', 'stderr error undefined']);
  expect(long.length).toBeLessThan(100_000);
});
