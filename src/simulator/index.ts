export {
  type Clock,
  DEFAULT_START,
  DEFAULT_STEP_SECONDS,
  RealClock,
  SteppingClock,
} from './clock';
export { type CockroachBehaviour, DEFAULT_COCKROACH_BEHAVIOUR } from './cockroach/behaviour';
export type { CockroachCloud } from './cockroach/cloud';
export type {
  CockroachBackup,
  CockroachBackupsConfig,
  CockroachCluster,
  CockroachDatabase,
  CockroachKey,
  CockroachPlan,
  CockroachRestore,
  CockroachRestoreItem,
  CockroachRestoreMatch,
  CockroachRestoreScript,
  CockroachRestoreType,
  CockroachRole,
  CockroachSeed,
  CockroachTable,
} from './cockroach/model';
export { DEFAULT_COCKROACH_KEYS, DEFAULT_COCKROACH_SEED } from './cockroach/seed';
export type { Vendor } from './exchange';
export { ACTS_BY_DEFAULT, type Fault, type FaultKind, type FaultRule } from './faults';
export type { RecordedRequest, RecordedStatus } from './recording';
export { type Behaviour, type Seed, Simulator, type SimulatorOptions } from './server';
export { DEFAULT_ZILLIZ_BEHAVIOUR, type ZillizBehaviour } from './zilliz/behaviour';
export type { ZillizCloud } from './zilliz/cloud';
export type {
  ZillizBackup,
  ZillizCluster,
  ZillizCollection,
  ZillizDatabase,
  ZillizJob,
  ZillizJobMatch,
  ZillizJobScript,
  ZillizKey,
  ZillizPlan,
  ZillizProject,
  ZillizSeed,
} from './zilliz/model';
export { DEFAULT_ZILLIZ_KEYS, DEFAULT_ZILLIZ_SEED } from './zilliz/seed';
