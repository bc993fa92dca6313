import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  handToSink,
  keepPassword,
  reportLostPassword,
} from '../../../src/runner/password/keep-password';
import { Spool } from '../../../src/runner/password/spool';
import { journalEntry, newJournal, stepContext } from '../../support/step';
import { newFolder } from '../../support/terraform';

const response = { password: 'a-secret', request: 'own', at: '', jobId: 'job-1', facts: {} };

/** Keeps a response where the spool refuses so many times, or for good. */
async function kept(refusals: number, passwordSink?: object) {
  const journal = newJournal();
  const spool = new Spool(journal.folder);
  const keep = spool.keep.bind(spool);
  let left = refusals;
  spool.keep = (given) => {
    if (left > 0) {
      left -= 1;
      throw new Error('no space left');
    }
    keep(given);
  };
  const spec = passwordSink === undefined ? {} : { passwordSink };
  const context = stepContext({ step: 'submit', journal, spec: spec as never });
  const known = await keepPassword(context, spool, response, undefined);
  return { known, said: context.said, spooled: spool.read()?.password };
}
const file = () => ({ kind: 'file', path: join(newFolder('sink'), 'password') }) as const;
const CANNOT = 'the response cannot be kept (no space left): trying the sink at once';

test('a password is kept in the spool, and the sink is not asked', async () => {
  const sink = file();
  expect(await kept(0, sink)).toEqual({ known: {}, said: [], spooled: 'a-secret' });
  expect(existsSync(sink.path)).toBe(false);
});

test('where the folder is made again, it is kept there all the same', async () => {
  const sink = file();
  expect(await kept(1, sink)).toEqual({ known: {}, said: [CANNOT], spooled: 'a-secret' });
  expect(existsSync(sink.path)).toBe(false);
});

test('where the disk is gone, it goes to the sink at once, and the file is known', async () => {
  const sink = file();
  const { known, said, spooled } = await kept(2, sink);
  expect(readFileSync(sink.path, 'utf8')).toBe('a-secret');
  expect(known).toMatchObject({ password: 'delivered', passwordFile: { path: sink.path } });
  expect(said).toEqual([CANNOT, `password written to ${sink.path}`]);
  expect(spooled).toBeUndefined();
});

test('where a command takes it, there is not a file to know', async () => {
  const argv = [process.execPath, '-e', 'process.stdin.resume()'];
  const { known } = await kept(2, { kind: 'command', argv, timeoutSeconds: 60 });
  expect(known).toEqual({ password: 'delivered' });
});

test('where nothing takes it, it is lost, and that is known', async () => {
  expect(await kept(2)).toEqual({
    known: { password: 'lost' },
    said: [CANNOT],
    spooled: undefined,
  });
  const folder = newFolder('sink');
  const { known, said } = await kept(2, { kind: 'file', path: folder });
  expect(known).toEqual({ password: 'lost' });
  expect(said[1]).toBe(`the password could not be delivered either: ${folder} is not a file`);
});

test('a restore without a sink hands nothing over', async () => {
  const context = stepContext({ step: 'submit' });
  expect(await handToSink(context, 'a-secret', undefined)).toBeUndefined();
});

test('a password that is lost is reported once, and what is not lost, or not known, is not reported', () => {
  const journal = newJournal();
  expect(() => reportLostPassword(journal)).not.toThrow();
  journal.write(journalEntry({ password: 'delivered' }));
  expect(() => reportLostPassword(journal)).not.toThrow();
  journal.write(journalEntry({ password: 'lost' }));
  expect(() => reportLostPassword(journal)).toThrow('shown only once');
  expect(() => reportLostPassword(journal)).not.toThrow();
  rmSync(journal.folder, { recursive: true });
});
