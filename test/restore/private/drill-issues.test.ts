import { Lazy } from 'cdktf';
import { renderIssue } from '../../../src/evaluation/issue';
import { type DrillChoices, drillProblems } from '../../../src/restore/private/drill-issues';
import { Rerun } from '../../../src/restore/rerun';

const text = Lazy.stringValue({ produce: () => 'text' });
const number = Lazy.numberValue({ produce: () => 1 });
const list = Lazy.listValue({ produce: () => ['a'] });

/** The lines of what is wrong with a drill that has a token. */
function lines(choices: { readonly [Name in keyof DrillChoices]: unknown }): string[] {
  const drill = { isDrill: true, rerun: Rerun.onToken('1'), ...choices } as DrillChoices;
  return drillProblems(drill).map((problem) =>
    renderIssue({ ruleId: 'R', ...problem }).replace(/ \[R\]$/, ''),
  );
}

test('of a restore nothing is asked', () => {
  const wrong = { rtoMinutes: 0, rerun: undefined };
  expect(lines({ ...wrong, isDrill: false })).toEqual([]);
  expect(lines({ ...wrong, isDrill: undefined })).toEqual([]);
  expect(lines({ ...wrong })).toHaveLength(2);
});

describe('the token of a drill', () => {
  const fix = 'Give Rerun.onToken("2026-12"): each token is one drill.';

  test.each([
    [undefined, ''],
    [null, ''],
    [Rerun.once(), ', got "never"'],
    [Rerun.whenBackupChanges(), ', got "backup"'],
  ])('is needed: %j', (rerun, got) => {
    expect(lines({ rerun })).toEqual([`rerun: needs the token of the drill${got}. ${fix}`]);
  });
});

describe('an objective', () => {
  const fix = 'Give the minutes of the objective, or leave it out.';
  const rto = (most: number) => `must be more than 0 and at most ${most} (timeoutMinutes)`;

  test.each<[string, unknown, string]>([
    ['rtoMinutes', 0, `${rto(360)}, got 0`],
    ['rtoMinutes', 361, `${rto(360)}, got 361`],
    ['rpoMinutes', 525_601, 'must be more than 0 and at most 525600 (365 days), got 525601'],
    ['rpoMinutes', Number.NaN, 'must be more than 0 and at most 525600 (365 days), got NaN'],
    ['rtoMinutes', '60', 'must be a number, got "60"'],
    ['rpoMinutes', number, 'must be known at synth'],
  ])('is refused: %s of %p', (name, minutes, problem) => {
    expect(lines({ [name]: minutes })).toEqual([`${name}: ${problem}. ${fix}`]);
  });

  test.each([
    ['rtoMinutes', 360],
    ['rtoMinutes', 0.1],
    ['rpoMinutes', 525_600],
  ])('is accepted: %s of %p', (name, minutes) => {
    expect(lines({ [name]: minutes })).toEqual([]);
  });

  test.each<[unknown, number]>([
    [60, 60],
    [number, 360],
    ['60', 360],
  ])('of time ends with the timeout: %p', (timeoutMinutes, most) => {
    expect(lines({ timeoutMinutes, rtoMinutes: most })).toEqual([]);
    expect(lines({ timeoutMinutes, rtoMinutes: most + 1 })).toEqual([
      `rtoMinutes: ${rto(most)}, got ${most + 1}. ${fix}`,
    ]);
  });
});

describe('resultsFolder', () => {
  const fix = 'Give a folder such as "drills".';

  test.each<[unknown, boolean | undefined, string]>([
    [text, false, 'must be known at synth'],
    [1, false, 'must be the path of a folder, got 1'],
    [' ', false, 'must be the path of a folder, got " "'],
    [
      'cdktf.out/drills',
      true,
      'must be outside of the output of synth, which may be deleted at any time, got "cdktf.out/drills"',
    ],
  ])('%p is refused', (resultsFolder, isInOutput, problem) => {
    expect(lines({ resultsFolder, isInOutput })).toEqual([`resultsFolder: ${problem}. ${fix}`]);
  });

  test('another folder is accepted', () => {
    expect(lines({ resultsFolder: 'drills', isInOutput: false })).toEqual([]);
    expect(lines({ resultsFolder: 'drills' })).toEqual([]);
    expect(lines({ isInOutput: true })).toEqual([]);
  });
});

describe('checkContents', () => {
  const fix = 'Give a boolean, or leave it out.';

  test.each<[unknown, string]>([
    [text, 'must be known at synth'],
    ['yes', 'must be true or false, got "yes"'],
  ])('%p is refused', (checkContents, problem) => {
    expect(lines({ checkContents })).toEqual([`checkContents: ${problem}. ${fix}`]);
  });

  test.each([true, false])('%p is accepted', (checkContents) => {
    expect(lines({ checkContents })).toEqual([]);
  });
});

describe('checkCommand', () => {
  const checkCommand = ['node', 'check.mjs'];

  test.each<[string, object, string]>([
    [
      'a text',
      { checkCommand: 'node' },
      'checkCommand: needs a command as a list of strings, got "node". Write it as ["node", "check-restore.mjs"].',
    ],
    [
      'a token',
      { checkCommand: list },
      'checkCommand: needs a command that is known at synth. Give the list itself; its strings may be tokens.',
    ],
    [
      'a time that is a token',
      { checkCommand, checkTimeoutSeconds: number },
      'checkTimeoutSeconds: needs a number of seconds that is known at synth. The default is 60.',
    ],
    [
      'too long a time',
      { checkCommand, checkTimeoutSeconds: 3601 },
      'checkTimeoutSeconds: must give the command at most 3600 seconds, got 3601. The default is 60.',
    ],
    [
      'a time alone',
      { checkTimeoutSeconds: 5 },
      'checkTimeoutSeconds: is set without checkCommand, got 5. Give checkCommand, or leave it out.',
    ],
  ])('%s is refused', (_title, choices, line) => {
    expect(lines(choices)).toEqual([line]);
  });

  test('with its time it is accepted', () => {
    expect(lines({ checkCommand, checkTimeoutSeconds: 3600 })).toEqual([]);
    expect(lines({ checkCommand })).toEqual([]);
  });
});
