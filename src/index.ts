export * from './app-review';
export * as cockroach from './cockroach';
export * from './restore';
export * as zilliz from './zilliz';
