import { Lazy } from 'cdktf';
import { renderIssue } from '../../../src/evaluation/issue';
import { PasswordSink, PasswordSinkKind } from '../../../src/restore/password-sink';
import { aboutOf } from '../../../src/restore/private/about';
import {
  type CommonProps,
  commonIssues,
  passwordFileOf,
  stepProblems,
  wellFormed,
} from '../../../src/restore/private/common-issues';
import { RemovalPolicy } from '../../../src/restore/removal-policy';
import { Rerun, RerunScope } from '../../../src/restore/rerun';

const text = Lazy.stringValue({ produce: () => 'text' });
const number = Lazy.numberValue({ produce: () => 1 });
const list = Lazy.listValue({ produce: () => ['a'] });
const paths = { own: 'stack/clones/articles', stack: 'stack' };

/** The lines of what is wrong with these props, some of them of another type than is declared. */
function lines(props: { readonly [Name in keyof CommonProps]: unknown }): string[] {
  return commonIssues(props as CommonProps, 'PROPS').map((issue) =>
    renderIssue(issue).replace(/ \[PROPS\]$/, ''),
  );
}

test('of no props nothing is wrong', () => {
  expect(commonIssues({}, 'PROPS')).toEqual([]);
  expect(stepProblems({})).toEqual([]);
});

describe('timeoutMinutes', () => {
  const fix = 'Give the minutes that a restore may take; the default is 360.';

  test.each<[unknown, string]>([
    [0, `must be more than 0 and at most 10080 (7 days), got 0. ${fix}`],
    [10_081, `must be more than 0 and at most 10080 (7 days), got 10081. ${fix}`],
    [Number.NaN, `must be more than 0 and at most 10080 (7 days), got NaN. ${fix}`],
    ['60', `must be a number, got "60". ${fix}`],
    [
      number,
      'must be known at synth. Give a number: the spec of the wait step is written from it.',
    ],
  ])('%p is refused', (timeoutMinutes, line) => {
    expect(lines({ timeoutMinutes })).toEqual([`timeoutMinutes: ${line}`]);
  });

  test.each([0.1, 10_080])('%p is accepted', (timeoutMinutes) => {
    expect(lines({ timeoutMinutes })).toEqual([]);
  });
});

describe('passwordSink', () => {
  const sink = (change: object) => ({
    kind: PasswordSinkKind.COMMAND,
    target: ['vault'],
    ...change,
  });
  const needsSink =
    'needs a PasswordSink. Create it with PasswordSink.file, .command or .discard: the vendor shows the password once.';
  const needsFile = 'needs the path of a file';
  const fileFix = 'Give a path such as "../../../secrets/staging.password".';
  const needsCommand = 'needs a command as a list of strings';
  const commandFix = 'Write it as ["vault", "kv", "put", "secret/staging", "password=-"].';

  test.each<[string, unknown, string]>([
    ['none', undefined, needsSink],
    ['null', null, needsSink],
    ['the password itself', 'secret', needsSink],
    ['one of another kind', { kind: 'mail' }, needsSink],
    ['an empty path', PasswordSink.file(''), `${needsFile}, got "". ${fileFix}`],
    ['a blank path', PasswordSink.file(' '), `${needsFile}, got " ". ${fileFix}`],
    ['a number for a path', sink({ kind: 'file', target: [1] }), `${needsFile}, got 1. ${fileFix}`],
    ['no path', sink({ kind: 'file', target: [] }), `${needsFile}, got "". ${fileFix}`],
    ['no command', sink({ target: undefined }), `${needsCommand}, got null. ${commandFix}`],
    [
      'a text for a command',
      sink({ target: 'vault' }),
      `${needsCommand}, got "vault". ${commandFix}`,
    ],
    [
      'a number in a command',
      sink({ target: ['vault', 1] }),
      `${needsCommand}, got ["vault",1]. ${commandFix}`,
    ],
    [
      'a command that is a token',
      sink({ target: list }),
      'needs a command that is known at synth. Give the list itself; its strings may be tokens.',
    ],
    ['an empty command', sink({ target: [] }), 'needs a program to start, got "". Give its name.'],
    [
      'a blank program',
      sink({ target: [' '] }),
      'needs a program to start, got " ". Give its name.',
    ],
    [
      'an unknown option',
      PasswordSink.command(['vault'], { timeout: 1 } as object),
      'has no option "timeout". The only option of a command is timeoutSeconds.',
    ],
    [
      'a time that is a token',
      sink({ timeoutSeconds: number }),
      'needs a timeoutSeconds that is known at synth. The default is 60.',
    ],
    [
      'a time that is a text',
      sink({ timeoutSeconds: '60' }),
      'needs a timeoutSeconds that is a number, got "60". The default is 60.',
    ],
    [
      'no time',
      sink({ timeoutSeconds: 0 }),
      'must give the command more than 0 seconds, got 0. The default is 60.',
    ],
    [
      'a time that is no number',
      sink({ timeoutSeconds: Number.NaN }),
      'must give the command more than 0 seconds, got NaN. The default is 60.',
    ],
    [
      'more than an hour',
      sink({ timeoutSeconds: 3601 }),
      'must give the command at most 3600 seconds, got 3601. The default is 60.',
    ],
  ])('%s is refused where there is a password', (_title, passwordSink, line) => {
    expect(lines({ passwordSink, hasPassword: true })).toEqual([`passwordSink: ${line}`]);
    expect(lines({ passwordSink, hasPassword: false })).toEqual([]);
    expect(lines({ passwordSink })).toEqual([]);
  });

  test.each([
    ['a file', PasswordSink.file('password')],
    ['a file of which only Terraform knows the path', PasswordSink.file(text)],
    ['a command', PasswordSink.command(['vault', ''])],
    ['a command that may take an hour', PasswordSink.command([text], { timeoutSeconds: 3600 })],
    ['none, on purpose', PasswordSink.discard()],
  ])('%s is accepted', (_title, passwordSink) => {
    expect(lines({ passwordSink, hasPassword: true })).toEqual([]);
  });

  test('a file that another restore writes is refused', () => {
    const issues = commonIssues({ passwordSink: PasswordSink.file('a') }, 'PROPS', 'stack/other');
    expect(issues.map(renderIssue)).toEqual([
      'passwordSink: must be a separate file, and stack/other writes its password there, got "a". Choose another file: one password would overwrite the other. [PROPS]',
    ]);
  });

  test.each([
    [PasswordSink.file('a'), 'a'],
    [sink({ kind: 'file', target: [1] }), ''],
    [sink({ kind: 'file', target: undefined }), ''],
    [PasswordSink.command(['vault']), ''],
    [PasswordSink.discard(), ''],
    [undefined, ''],
    [null, ''],
  ])('the file of %j is %j', (passwordSink, file) => {
    expect(passwordFileOf({ passwordSink } as CommonProps)).toBe(file);
  });
});

describe('rerun', () => {
  const fix = 'Create it with Rerun, for example Rerun.whenBackupChanges, or leave the prop out.';
  const tokenFix = 'Give Rerun.onToken a date or a ticket number; a variable may be empty.';

  test.each<[unknown, string]>([
    [null, `must be a Rerun, got null. ${fix}`],
    ['token', `must be a Rerun, got "token". ${fix}`],
    [{ scope: 'sometimes' }, `must be a Rerun, got {"scope":"sometimes"}. ${fix}`],
    [Rerun.onToken(' '), `needs a token that is not blank, got " ". ${tokenFix}`],
    [{ scope: RerunScope.TOKEN, token: 1 }, `needs a token that is not blank, got 1. ${tokenFix}`],
    [{ scope: RerunScope.TOKEN }, `needs a token that is not blank. ${tokenFix}`],
  ])('%j is refused', (rerun, line) => {
    expect(lines({ rerun })).toEqual([`rerun: ${line}`]);
  });

  test.each([
    [Rerun.whenBackupChanges()],
    [Rerun.whenAnythingChanges()],
    [Rerun.once()],
    [Rerun.onToken('1')],
    [{ scope: RerunScope.NEVER, token: ' ' }],
  ])('%j is accepted', (rerun) => {
    expect(lines({ rerun })).toEqual([]);
  });
});

describe('removalPolicy', () => {
  test.each<[unknown, string]>([
    [
      text,
      'must be known at synth. Give a member of RemovalPolicy: whether there is a step that drops depends on it.',
    ],
    [
      'keep',
      'must be RemovalPolicy.RETAIN or RemovalPolicy.DESTROY, got "keep". Use a member of the enum.',
    ],
  ])('%p is refused', (removalPolicy, line) => {
    expect(lines({ removalPolicy })).toEqual([`removalPolicy: ${line}`]);
  });

  test.each([RemovalPolicy.RETAIN, RemovalPolicy.DESTROY])('%p is accepted', (removalPolicy) => {
    expect(lines({ removalPolicy })).toEqual([]);
  });
});

describe('detectDrift', () => {
  test.each<[unknown, string]>([
    [text, 'must be known at synth'],
    ['true', 'must be true or false, got "true"'],
  ])('%p is refused', (detectDrift, problem) => {
    expect(lines({ detectDrift })).toEqual([
      `detectDrift: ${problem}. Give a boolean: the step is written from it.`,
    ]);
  });

  test.each([true, false])('%p is accepted', (detectDrift) => {
    expect(lines({ detectDrift })).toEqual([]);
  });
});

describe('acknowledge', () => {
  const entry = { ruleId: 'RULE', reason: 'it is meant' };
  const both = 'must be a rule and a reason, both strings';
  const fix = 'Write it as { ruleId: "…", reason: "why the finding is accepted" }.';
  const at = 'acknowledge[1]';

  test.each<[string, unknown, string]>([
    ['a text', 'RULE', `${at}: ${both}, got "RULE". ${fix}`],
    ['null', null, `${at}: ${both}, got null. ${fix}`],
    ['nothing', undefined, `${at}: ${both}. ${fix}`],
    ['a list', ['RULE', 'reason'], `${at}: ${both}, got ["RULE","reason"]. ${fix}`],
    ['one without a reason', { ruleId: 'R' }, `${at}: ${both}, got {"ruleId":"R"}. ${fix}`],
    ['one without a rule', { reason: 'R' }, `${at}: ${both}, got {"reason":"R"}. ${fix}`],
    [
      'one that says more',
      { ...entry, reasons: 1 },
      `${at}.reasons: is not a prop of this construct. Use reason, or remove it.`,
    ],
    [
      'one that is misspelt',
      { ruleId: 'R', reson: 'R' },
      `${at}.reson: is not a prop of this construct. Use reason, or remove it.`,
    ],
  ])('%s in it is refused', (_title, wrong, line) => {
    expect(lines({ acknowledge: [entry, wrong] })).toEqual([line]);
    expect(wellFormed([entry, wrong])).toEqual([entry]);
  });

  test('an object of a class in it is refused', () => {
    const { length } = lines({ acknowledge: [new Date(0)] });
    expect(length).toBe(1);
    expect(lines({ acknowledge: [new Date(0)] })[0]).toContain(`acknowledge[0]: ${both}`);
  });

  test('what is left out between two commas is refused', () => {
    const acknowledge = new Array(2);
    acknowledge[0] = entry;
    expect(lines({ acknowledge })).toEqual([`${at}: ${both}. ${fix}`]);
  });

  test.each([[{}], ['RULE'], [null]])('%j is not a list', (acknowledge) => {
    expect(lines({ acknowledge })).toEqual([
      `acknowledge: must be a list, got ${JSON.stringify(acknowledge)}. ${fix}`,
    ]);
    expect(wellFormed(acknowledge)).toEqual([]);
  });
});

describe('dependsOn', () => {
  const fix = 'List resources, data sources, modules or restores.';
  const problem = 'must be a construct that Terraform can depend on';

  test.each([['null_resource.a'], [null], [{}], [{ fqn: '' }], [{ fqn: 1 }]])(
    '%j in it is refused',
    (entry) => {
      expect(lines({ dependsOn: [{ fqn: 'null_resource.a' }, entry] })).toEqual([
        `dependsOn[1]: ${problem}, got ${JSON.stringify(entry)}. ${fix}`,
      ]);
    },
  );

  test('one thing is not a list', () => {
    expect(lines({ dependsOn: { fqn: 'null_resource.a' } })).toEqual([
      `dependsOn: must be a list, got {"fqn":"null_resource.a"}. ${fix}`,
    ]);
  });
});

describe('formerPath', () => {
  const fix = 'Copy it from the review, for example "stack/articles".';
  const odd = 'must be a path in the stack "stack": moved blocks do not lead to another state';

  test.each<[unknown, string]>([
    [text, `must be known at synth. ${fix}`],
    [1, `must be a string, got 1. ${fix}`],
    [null, `must be a string, got null. ${fix}`],
    ['articles', `${odd}, got "articles". ${fix}`],
    ['stack', `${odd}, got "stack". ${fix}`],
    ['other/articles', `${odd}, got "other/articles". ${fix}`],
    ['stack//articles', `${odd}, got "stack//articles". ${fix}`],
    ['stack/articles/', `${odd}, got "stack/articles/". ${fix}`],
    [paths.own, `must differ from the present path, got "${paths.own}". Leave the prop out.`],
  ])('%p is refused', (formerPath, line) => {
    expect(lines({ formerPath, paths })).toEqual([`formerPath: ${line}`]);
  });

  test('another path in the stack is accepted', () => {
    expect(lines({ formerPath: 'stack/articles', paths })).toEqual([]);
  });
});

describe.each(['owner', 'dataClass', 'expiresOn'])('%s', (name) => {
  const leave = 'Give a value, or leave it out.';

  test.each<[unknown, string]>([
    [text, 'must be known at synth. Give a string: the reviewer reads it.'],
    [1, `must be a string, got 1. ${leave}`],
    ['', `must not be blank, got "". ${leave}`],
    [' ', `must not be blank, got " ". ${leave}`],
  ])('%p is refused', (value, line) => {
    expect(lines({ [name]: value })).toEqual([`${name}: ${line}`]);
  });

  test('a day is accepted', () => {
    expect(lines({ [name]: '2026-12-31' })).toEqual([]);
  });

  test('another text is, but for a day', () => {
    expect(lines({ [name]: 'text' })).toEqual(
      name === 'expiresOn'
        ? ['expiresOn: must be a date, got "text". Write it as "2026-12-31".']
        : [],
    );
  });
});

test('everything that is wrong is said at once', () => {
  const wrong = { timeoutMinutes: 0, rerun: null, removalPolicy: '', detectDrift: 1, owner: '' };
  expect(lines(wrong).map((line) => line.split(':')[0])).toEqual([
    'timeoutMinutes',
    'rerun',
    'removalPolicy',
    'detectDrift',
    'owner',
  ]);
});

describe('what a restore says of its purpose', () => {
  const said = {
    owner: 'search',
    dataClass: 'public',
    expiresOn: '2026-12-31',
    environment: 'pr-12',
    expiryReason: 'the test takes longer',
  };

  test.each(Object.entries(said))('is its %s', (name, value) => {
    expect(aboutOf({ [name]: value })).toStrictEqual({ [name]: value });
  });

  test('is all of it, or nothing', () => {
    expect(aboutOf({ ...said, timeoutMinutes: 5 } as object)).toStrictEqual(said);
    expect(aboutOf({})).toBeUndefined();
    expect(aboutOf({ owner: undefined })).toBeUndefined();
  });
});
