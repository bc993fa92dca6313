import fs, {
  appendFileSync,
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { LineFile, lineUpTo } from '../../../src/client/pace/line-file';
import { newFolder } from '../../support/terraform';

const PACE = { requests: 2, windowMs: 1000 };
const NAME = `cluster-restore-pace-${process.getuid?.()}`;

let base: string;
let now: number;
beforeEach(() => {
  base = newFolder('pace');
  now = 600_000;
});
afterEach(() => jest.restoreAllMocks());
const line = (server = 'api.example') => new LineFile(server, () => now, base);
const files = () => readdirSync(join(base, NAME)).sort();
const content = (file: string) => readFileSync(join(base, NAME, file), 'utf8');

test('processes are in one line, also those of other stacks and commands', () => {
  const [one, other] = [line(), line()];
  expect([one.join(PACE), other.join(PACE), one.join(PACE), other.join(PACE)]).toEqual([
    600_000, 600_000, 601_000, 601_000,
  ]);
});

test('each server has its own line', () => {
  for (const server of ['api.example', '127.0.0.1:8080', '[::1]:8080']) {
    expect(line(server).join({ requests: 1, windowMs: 1000 })).toBe(600_000);
  }
  expect(files()).toEqual(['127.0.0.1_8080.10', '___1__8080.10', 'api.example.10']);
});

test('a process that was killed before it wrote down when it leaves keeps its place, and nobody for ever', () => {
  line().join(PACE);
  writeFileSync(
    join(base, NAME, 'api.example.10'),
    `${content('api.example.10')}\n+600000.000 7.7.1`,
  );
  expect([line().join(PACE), line().join(PACE)]).toEqual([601_000, 601_000]);
});

test('the file of the minute before still counts, older ones and those of another clock are removed', () => {
  const folder = join(base, NAME);
  line().join(PACE);
  for (const other of ['api.example.8', 'other.example.99', 'other.example.9']) {
    writeFileSync(join(folder, other), '');
  }
  now = 659_999;
  expect([line().join(PACE), line().join(PACE)]).toEqual([659_999, 659_999]);
  now = 660_000;
  expect(line().join(PACE)).toBe(660_999);
  expect(files()).toEqual(['api.example.10', 'api.example.11']);
});

test('garbage, half a record and a record of the future hold nobody up', () => {
  line().join(PACE);
  const garbage = '\n\u0000ÿ\n+abc 1.1\n+1e99 1.1\n-600000.000 9.9.9\n+99999999999.000 8.8.8\n+600';
  appendFileSync(join(base, NAME, 'api.example.10'), garbage);
  expect([line().join(PACE), line().join(PACE)]).toEqual([600_000, 601_000]);
});

test('a file of megabytes is read from its end', () => {
  line().join(PACE);
  appendFileSync(join(base, NAME, 'api.example.10'), 'x'.repeat(5_000_000));
  expect([line().join(PACE), line().join(PACE), line().join(PACE)]).toEqual([
    600_000, 600_000, 601_000,
  ]);
});

test('folder and files are for their owner alone, and hold no more than times and numbers', () => {
  line().join(PACE);
  expect(statSync(join(base, NAME)).mode & 0o777).toBe(0o700);
  expect(statSync(join(base, NAME, 'api.example.10')).mode & 0o077).toBe(0);
  expect(content('api.example.10')).toMatch(/^\n\+600000\.000 [\d.]+\n-600000\.000 [\d.]+$/);
});

describe('what cannot be used is refused, and left as it is', () => {
  const refused = () => expect(() => line().join(PACE)).toThrow();

  test('a folder that others may write to', () => {
    mkdirSync(join(base, NAME));
    chmodSync(join(base, NAME), 0o770);
    refused();
    expect(files()).toEqual([]);
  });

  test('a folder of another user', () => {
    const user = (process.getuid?.() ?? 0) + 1;
    mkdirSync(join(base, `cluster-restore-pace-${user}`), { mode: 0o700 });
    jest.spyOn(process, 'getuid').mockReturnValue(user);
    refused();
    expect(readdirSync(join(base, `cluster-restore-pace-${user}`))).toEqual([]);
  });

  test('a disk that takes a part of a record', () => {
    jest.spyOn(fs, 'writeSync').mockReturnValue(3);
    expect(() => line().join(PACE)).toThrow('the disk is full');
  });

  test('a link to a folder', () => {
    symlinkSync(newFolder('elsewhere'), join(base, NAME));
    refused();
  });

  test('a file in the place of the folder', () => {
    writeFileSync(join(base, NAME), '');
    refused();
  });

  test('a folder in the place of the file', () => {
    mkdirSync(join(base, NAME), { mode: 0o700 });
    mkdirSync(join(base, NAME, 'api.example.10'));
    refused();
  });

  test('a temporary folder that does not exist', () => {
    rmSync(base, { recursive: true });
    refused();
  });
});

test('a line without the own ticket is not a line', () => {
  expect(() => lineUpTo('1.1', '\n+5.000 2.2')).toThrow('the ticket is not in the file');
});

test('a ticket is where it was first written, and leaves when that was first written', () => {
  const text =
    '\n+5.000 2.2\n-9.000 3.3\n+7.000 2.2\n-9.000 2.2\n-8.000 2.2\n+6.000 1.1\n+6.500 4.4';
  expect(lineUpTo('1.1', text)).toEqual([{ asked: 5, leaves: 9 }, { asked: 6 }]);
  expect(lineUpTo('1.1', '\n+5.000 2.2\n+7.000 2.2\n+6.000 1.1')).toEqual([
    { asked: 5 },
    { asked: 6 },
  ]);
});

test('every file that is opened is closed', () => {
  const opened = jest.spyOn(fs, 'openSync');
  const closed = jest.spyOn(fs, 'closeSync');
  line().join(PACE);
  now = 660_000;
  line().join(PACE);
  const handles = opened.mock.results.flatMap(({ type, value }) =>
    type === 'return' ? [value] : [],
  );
  expect(closed.mock.calls.map(([handle]) => handle).sort()).toEqual(handles.sort());
  expect(handles).toHaveLength(3);
});
