import { Lazy } from 'cdktf';
import { renderIssue } from '../../../src/evaluation/issue';
import { replacementIssues } from '../../../src/restore/private/replacement-issues';
import { RemovalPolicy } from '../../../src/restore/removal-policy';
import { Replacement } from '../../../src/restore/replacement';
import { Rerun } from '../../../src/restore/rerun';
import type { OperationDefinition } from '../../../src/vendor/definition';

const text = Lazy.stringValue({ produce: () => 'text' });
const sound = {
  replacement: Replacement.AFTER_VERIFICATION,
  rerun: Rerun.onToken('2026-w48'),
  removalPolicy: RemovalPolicy.DESTROY,
};

/** The lines for a clone whose name is unique, if it has one at all. */
function lines(change: object, isUnique: boolean | undefined = true): string[] {
  const operation = { shapeRuleId: 'PROPS', isUnique: () => isUnique };
  const issues = replacementIssues(
    operation as unknown as OperationDefinition,
    {},
    { ...sound, ...change },
  );
  return issues.map((issue) => renderIssue(issue).replace(/ \[PROPS\]$/, ''));
}

const NAME =
  'replacement: AFTER_VERIFICATION keeps the previous clone while the new one is restored, so each needs its own name. Set uniqueName.';
const token = (got: string) =>
  `replacement: AFTER_VERIFICATION distinguishes clones by the token of Rerun.onToken: 1 to 64 letters, digits, ".", "_" and "-", known at synth${got}. Set rerun to Rerun.onToken("2026-w48").`;
const POLICY =
  'replacement: AFTER_VERIFICATION drops the previous clone, but the removal policy keeps it. Set RemovalPolicy.DESTROY, or leave replacement out.';

test.each<[string, object]>([
  ['a name, a token and a drop', {}],
  ['none', { replacement: undefined, rerun: undefined, removalPolicy: undefined }],
  ['the drop first', { replacement: Replacement.BEFORE_RESTORE, rerun: undefined }],
  ['a token of 64 characters', { rerun: Rerun.onToken('a'.repeat(64)) }],
])('%s is accepted', (_title, change) => {
  expect(lines(change)).toEqual([]);
});

test.each<[string, object, string[]]>([
  [
    'a token of Terraform',
    { replacement: text },
    ['replacement: must be known at synth. Give a member of Replacement.'],
  ],
  [
    'another word',
    { replacement: 'later' },
    ['replacement: must be a member of Replacement, got "later". Use a member of the enum.'],
  ],
  ['another rerun', { rerun: Rerun.once() }, [token('')]],
  ['no rerun', { rerun: undefined }, [token('')]],
  ['a token that is known after apply', { rerun: Rerun.onToken(text) }, [token('')]],
  ['a number for a token', { rerun: { scope: 'token', token: 1 } }, [token('')]],
  ['a token with a blank', { rerun: Rerun.onToken('a b') }, [token(', got "a b"')]],
  ['a scope that takes no token', { rerun: { scope: 'never', token: 'a' } }, [token('')]],
  ['a clone that stays', { removalPolicy: RemovalPolicy.RETAIN }, [POLICY]],
  ['no removal policy', { removalPolicy: undefined }, [POLICY]],
])('%s is refused', (_title, change, expected) => {
  expect(lines(change)).toEqual(expected);
});

test('a name that is not unique is refused, with everything else', () => {
  expect(lines({}, false)).toEqual([NAME]);
  expect(lines({ rerun: undefined, removalPolicy: undefined }, false)).toEqual([
    NAME,
    token(''),
    POLICY,
  ]);
});

test('nothing is asked of a restore that creates nothing', () => {
  const operation = { shapeRuleId: 'PROPS' } as unknown as OperationDefinition;
  expect(replacementIssues(operation, {}, { replacement: Replacement.AFTER_VERIFICATION })).toEqual(
    [],
  );
});
