export * from './acknowledgement';
export * from './password-sink';
export * from './removal-policy';
export * from './rerun';
export * from './restore';
export * from './restore-props';
