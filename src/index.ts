export {
  Acknowledgement,
  PasswordCommandOptions,
  PasswordSink,
  PasswordSinkKind,
  RemovalPolicy,
  Rerun,
  RerunScope,
} from './restore';
export * as zilliz from './zilliz';
