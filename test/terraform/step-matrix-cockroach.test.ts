import { cockroachEnvironment, restoredCockroach, startCockroach } from '../support/cockroach';
import { describeStepMatrix } from './support/step-matrix';

describeStepMatrix({
  isDropped: false,
  start: () => startCockroach(),
  environment: (simulator) => cockroachEnvironment(simulator),
  build: (stack) => {
    const { restoreId, completedAt } = restoredCockroach(stack, { wipeDestination: true });
    return { restoreId, completedAt };
  },
  truth: ({ cockroach }) => {
    const last = [...cockroach.restores].sort((one, other) =>
      one.created_at < other.created_at ? 1 : -1,
    )[0];
    return { restoreId: last?.id, completedAt: last?.completed_at };
  },
});
