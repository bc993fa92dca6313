import type { Construct } from 'constructs';
import type { Checkable } from '../../evaluation/evaluate';
import { identityOf } from '../../spec/identity';
import type { OperationDefinition, VendorDefinition } from '../../vendor/definition';
import type { PasswordSink } from '../password-sink';
import { RemovalPolicy } from '../removal-policy';
import { Rerun } from '../rerun';
import type { RestoreProps } from '../restore-props';
import { aboutOf } from './about';
import { addSource, allSources } from './app-wide';
import { type Declared, declarationOf, normalizeProps } from './declared-props';
import { DRILL_PROPS, type DrillChoices } from './drill-issues';
import { drillSpec, isInOutput } from './drill-spec';
import { RefusedSteps, tryBuild } from './refused-steps';
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
  others: readonly string[] = [],
  isDrill = false,
): RestoredFacts {
  const given = normalizeProps(props);
  const { name, facts, hasPassword = false, forSpec = (whole: Declaration) => whole } = operation;
  const { rerun = Rerun.whenBackupChanges(), passwordSink } = given;
  const removalPolicy = isDrill ? RemovalPolicy.DESTROY : given.removalPolicy;
  const declaration = declarationOf(
    operation.schema,
    given,
    workspaceOf(scope),
  ) as Declared<Declaration>;
  const names = [
    ...RESTORE_PROPS,
    ...(facts.drop.length > 0 && !isDrill ? ['removalPolicy'] : []),
    ...(isDrill ? DRILL_PROPS : []),
    ...(hasPassword ? ['passwordSink'] : []),
    ...others,
  ];
  const validation = new DeclarationValidation(
    operation as Checkable,
    declaration,
    given,
    names,
    scope,
    { hasPassword, isDrill, isInOutput: isDrill && isInOutput(scope, given) },
  );
  scope.node.addValidation(validation);
  const built = tryBuild(validation, () => {
    const { target, details } = triggersOf(operation, declaration);
    const sink = hasPassword ? sinkSpec(passwordSink as PasswordSink) : undefined;
    const drill = isDrill ? drillSpec(scope, given) : undefined;
    return { ...identityOf(rerun, target, details), sink, drill };
  });
  if (built === undefined) return new RefusedSteps(scope, validation);
  addSource(scope, vendor, declaration);
  return new RestoreSteps(scope, {
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
    timeoutMinutes: given.timeoutMinutes ?? 360,
    passwordSink: built.sink,
    drill: built.drill,
    dependsOn: given.dependsOn,
    formerPath: given.formerPath,
  });
}
