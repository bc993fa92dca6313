export {
  type Clock,
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
  CockroachSqlUser,
  CockroachTable,
} from './cockroach/model';
export { cockroachSeed, DEFAULT_COCKROACH_KEYS } from './cockroach/seed';
export type { Vendor } from './exchange';
export type { FaultRule } from './fault-book';
export { ACTS_BY_DEFAULT, type Fault, type FaultKind } from './faults';
export type { OperatorRequest, Population } from './operator';
export {
  type Behaviour,
  FOR_PEOPLE,
  type Observer,
  type Seed,
  type SimulatorOptions,
} from './options';
export type { LimitCount } from './rate-limits';
export { fingerprint, type RecordedRequest, type RecordedStatus } from './recording';
export { Simulator } from './server';
export { DEFAULT_ZILLIZ_BEHAVIOUR, type ZillizBehaviour } from './zilliz/behaviour';
export { ZILLIZ_ORGANIZATION } from './zilliz/change-cluster';
export type { ZillizCloud } from './zilliz/cloud';
export type {
  ZillizBackup,
  ZillizBackupPolicy,
  ZillizCluster,
  ZillizCollection,
  ZillizDatabase,
  ZillizJob,
  ZillizJobMatch,
  ZillizJobOperation,
  ZillizJobScript,
  ZillizKey,
  ZillizPlan,
  ZillizProject,
  ZillizSeed,
} from './zilliz/model';
export { DEFAULT_ZILLIZ_KEYS, zillizSeed } from './zilliz/seed';
