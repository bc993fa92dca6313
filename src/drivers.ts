import { cockroachDriver } from './cockroach/driver';
import type { Driver } from './contract/driver';
import { zillizDriver } from './zilliz/driver';

/** The vendors that the runner can drive. */
export const drivers: readonly Driver[] = [zillizDriver, cockroachDriver];
