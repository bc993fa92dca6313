import type { Construct } from 'constructs';
import type { Checkable } from '../../evaluation/evaluate';
import { identityOf } from '../../spec/identity';
import { AFTER_VERIFICATION } from '../../spec/names';
import type { OperationDefinition, VendorDefinition } from '../../vendor/definition';
import type { PasswordSink } from '../password-sink';
import { RemovalPolicy } from '../removal-policy';
import { Replacement } from '../replacement';
import { Rerun } from '../rerun';
import type { RestoreProps } from '../restore-props';
import { aboutOf, OF_ENVIRONMENT } from './about';
import { addSource, allSources } from './app-wide';
import { type Declared, declarationOf, normalizeProps } from './declared-props';
import { DRILL_PROPS, type DrillChoices } from './drill-issues';
import { drillSpec, isInOutput } from './drill-spec';
import { environmentOf } from './environment';
import { RefusedSteps, tryBuild } from './refused-steps';
import { replacementIssues } from './replacement-issues';
import { RestoreSteps } from './restore-steps';
import { sinkSpec } from './sink-spec';
import { workspaceOf } from './tokens';
import { triggersOf } from './triggers';
import { RESTORE_PROPS } from './unknown-props';
import { DeclarationValidation } from './validation';

/** Every declaration of a restore names a backup. */
export interface WithBackup {
  readonly backup: object;
}

/** The props of a construct: its declaration, where the backup is an object of a class, and those of every restore. */
export type RestorePropsOf<Declaration extends WithBackup> = Declared<Omit<Declaration, 'backup'>> &
  RestoreProps &
  DrillChoices & {
    readonly backup: { _reference(): Declaration['backup'] };
    readonly removalPolicy?: RemovalPolicy;
    readonly passwordSink?: PasswordSink;
    readonly replacement?: Replacement;
  };

/** Tokens of what is known once a restore has ended, by the names of its facts. */
export interface RestoredFacts {
  /** The address of the last step, as others depend on it. */
  readonly fqn: string;
  fact(name: string): string;
}

/** Adds a restore to its construct: the checks of its declaration, and its steps. */
export function addRestore<Declaration extends WithBackup>(
  scope: Construct,
  { vendor }: Pick<VendorDefinition, 'vendor'>,
  operation: OperationDefinition<Declaration>,
  props: RestorePropsOf<Declaration>,
  others: readonly string[],
  isDrill: boolean,
): RestoredFacts {
  // A drill is dropped at once: it is not a member of anything.
  const environment = isDrill ? undefined : environmentOf(scope);
  const own = normalizeProps(props);
  const given = environment?.propsOf(scope, operation as OperationDefinition, own) ?? own;
  const { name, facts, hasPassword = false, forSpec = (whole: Declaration) => whole } = operation;
  const { rerun = Rerun.whenBackupChanges(), passwordSink } = given;
  const removalPolicy = isDrill ? RemovalPolicy.DESTROY : given.removalPolicy;
  const workspace = () => workspaceOf(scope);
  const declared = declarationOf(operation.schema(), given, workspace) as Declared<Declaration>;
  const { declaration = declared, issues = [] } =
    environment?.named(operation, declared as Declaration) ?? {};
  const names = [
    ...RESTORE_PROPS,
    ...(facts.drop.length > 0 && !isDrill ? ['removalPolicy'] : []),
    ...(isDrill ? DRILL_PROPS : []),
    ...(hasPassword ? ['passwordSink'] : []),
    ...others,
    ...(operation.isUnique === undefined || isDrill ? [] : ['replacement']),
    ...(environment === undefined ? [] : OF_ENVIRONMENT),
  ];
  const validation = new DeclarationValidation(
    operation as Checkable,
    declaration,
    given,
    names,
    scope,
    { hasPassword, isDrill, isInOutput: isDrill && isInOutput(scope, given) },
    [
      ...(environment?.issuesOf(own, operation.shapeRuleId) ?? []),
      ...issues,
      ...replacementIssues(operation, declaration as Declaration, given),
    ],
  );
  scope.node.addValidation(validation);
  const built = tryBuild(validation, () => {
    const { target, details } = triggersOf(operation, declaration);
    const sink = hasPassword ? sinkSpec(passwordSink as PasswordSink, workspace) : undefined;
    const drill = isDrill ? drillSpec(scope, given) : undefined;
    return { ...identityOf(rerun, target, details), sink, drill };
  });
  if (built === undefined) {
    const refused = new RefusedSteps(scope, validation);
    environment?.add(scope, operation as OperationDefinition<never>, refused);
    return refused;
  }
  addSource(scope, vendor, declaration);
  const steps = new RestoreSteps(scope, {
    vendor,
    sources: allSources(scope, vendor),
    operation: name,
    declaration: forSpec(declaration as Declaration),
    identity: built.identity,
    details: built.ignored,
    facts,
    about: aboutOf(given),
    acknowledge: validation.acknowledge,
    removalPolicy: removalPolicy ?? RemovalPolicy.RETAIN,
    replacement:
      given.replacement === Replacement.AFTER_VERIFICATION ? AFTER_VERIFICATION : undefined,
    timeoutMinutes: given.timeoutMinutes ?? 360,
    passwordSink: built.sink,
    drill: built.drill,
    dependsOn: given.dependsOn,
    formerPath: given.formerPath,
  });
  environment?.add(scope, operation as OperationDefinition<never>, steps);
  return steps;
}
