export * from './acknowledgement';
export * from './drill';
export * from './drill-props';
export * from './password-sink';
export * from './removal-policy';
export * from './rerun';
export * from './restore';
export * from './restore-props';
