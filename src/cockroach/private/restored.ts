import type { Construct } from 'constructs';
import type { Checkable } from '../../evaluation/evaluate';
import type { Acknowledgement } from '../../restore/acknowledgement';
import { type AboutProps, aboutOf } from '../../restore/private/about';
import { identityOf } from '../../restore/private/identity';
import { made, RefusedSteps } from '../../restore/private/refused-steps';
import { RestoreSteps } from '../../restore/private/restore-steps';
import { triggersOf } from '../../restore/private/triggers';
import { RESTORE_PROPS } from '../../restore/private/unknown-props';
import { DeclarationValidation } from '../../restore/private/validation';
import { RemovalPolicy } from '../../restore/removal-policy';
import { Rerun } from '../../restore/rerun';
import type { OperationDefinition } from '../../vendor/definition';

/** What every restore of this vendor may be told, whatever it restores. */
interface CommonProps extends AboutProps {
  readonly rerun?: Rerun;
  readonly timeoutMinutes?: number;
  readonly acknowledge?: Acknowledgement[];
}

/** Tokens that are known once the restore has ended. */
interface RestoredFacts {
  readonly clusterId: string;
  readonly restoreId: string;
  readonly backupId: string;
  readonly completedAt: string;
}

/** Adds the checks and the steps of a restore to its construct. */
export function restored<Declaration>(
  scope: Construct,
  operation: OperationDefinition<Declaration>,
  declaration: { [Key in keyof Declaration]: Declaration[Key] | undefined },
  props: CommonProps,
): RestoredFacts {
  const { rerun = Rerun.whenBackupChanges(), timeoutMinutes = 360 } = props;
  const validation = new DeclarationValidation(
    operation as Checkable,
    declaration,
    props,
    RESTORE_PROPS,
    scope,
  );
  scope.node.addValidation(validation);
  const keys = made(validation, () => {
    const { target, details } = triggersOf(operation, declaration);
    return identityOf(rerun, target, details);
  });
  if (keys === undefined) return factsOf(new RefusedSteps(scope, validation));
  const steps = new RestoreSteps(scope, {
    vendor: 'cockroach',
    operation: operation.name,
    declaration,
    identity: keys.identity,
    details: keys.ignored,
    facts: operation.facts,
    about: aboutOf(props),
    acknowledge: validation.acknowledge,
    removalPolicy: RemovalPolicy.RETAIN,
    timeoutMinutes,
  });
  return factsOf(steps);
}

function factsOf(steps: RestoreSteps | RefusedSteps): RestoredFacts {
  return {
    clusterId: steps.fact('destination_cluster_id'),
    restoreId: steps.fact('restore_id'),
    backupId: steps.fact('backup_id'),
    completedAt: steps.fact('completed_at'),
  };
}
