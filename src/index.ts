export * from './restore';
export * as zilliz from './zilliz';
