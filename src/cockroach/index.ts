// The jsii compiler finds the types of a submodule only behind `export *`: each file here is public as a whole.
export * from './backup';
export * from './backup-settings';
export * from './catalog';
export * from './enums';
export * from './managed-restore';
export * from './restore-drill';
export * from './restore-props';
export * from './restored-cluster';
export * from './restored-databases';
export * from './restored-tables';
export * from './sql-user-password';
