import { cockroachDriver } from './cockroach/protocol';
import type { Driver } from './vendor/driver';
import { zillizDriver } from './zilliz/protocol';

/** The vendors that the runner can drive. */
export const drivers: readonly Driver[] = [zillizDriver, cockroachDriver];
