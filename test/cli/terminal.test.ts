import { PassThrough } from 'node:stream';
import { askIn, CliExit, notWritten } from '../../src/cli/terminal';

/** What is asked, and answered with these pieces of input, to its end. */
function asked(...pieces: string[]): Promise<string> {
  const input = new PassThrough();
  for (const piece of pieces) input.write(piece);
  input.end();
  return askIn(input, new PassThrough(), 'Type it: ');
}

test.each([
  [['articles\n'], 'articles'],
  [['arti', 'cles\nmore\n'], 'articles'],
  [['\n'], ''],
])('the input %j answers %j', async (pieces, answer) => {
  expect(await asked(...pieces)).toBe(answer);
});

test('an input that ends without an answer is an error: it would never come, and the program would end as if all was well', async () => {
  await expect(asked()).rejects.toThrow(
    'the input ended before the question was answered, and nothing more was done. Answer at a terminal, or name what is meant in an option.',
  );
});

/** What is said, and with which code it ends, where the output cannot be written. */
function unwritten(code?: string) {
  const said: string[] = [];
  const ends: CliExit[] = [];
  const error = Object.assign(new Error('write'), code === undefined ? {} : { code });
  notWritten(error, { write: (text) => said.push(text) }, (end) => ends.push(end));
  return { said, ends };
}

test('a reader that has seen enough changes nothing', () => {
  expect(unwritten('EPIPE')).toEqual({ said: [], ends: [] });
});

test.each([['ENOSPC'], [undefined]])(
  'a part of the output (%j) does not pass for all of it',
  (code) => {
    expect(unwritten(code)).toEqual({
      said: [
        `the output could not be written to its end (${code ?? 'unknown error'}). Make room, and run it again.\n`,
      ],
      ends: [CliExit.INTERNAL],
    });
  },
);
