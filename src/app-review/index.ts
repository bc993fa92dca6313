export * from './restore-plan';
export * from './restore-policy';
export * from './reviewed-restore';
