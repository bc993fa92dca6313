export { Acknowledgement } from './acknowledgement';
export { PasswordCommandOptions, PasswordSink, PasswordSinkKind } from './password-sink';
export { RemovalPolicy } from './removal-policy';
export { Rerun, RerunScope } from './rerun';
