// The jsii compiler finds the types of a submodule only behind `export *`: each file here is public as a whole.
export * from './backup';
export * from './backup-policy';
export * from './catalog';
export * from './cmek';
export * from './collection-mapping';
export * from './enums';
export * from './removed-cluster';
export * from './restore-drill';
export * from './restored-cluster';
export * from './restored-collections';
