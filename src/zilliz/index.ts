export { Backup, BackupIdProps } from './backup';
export { CmekProps } from './cmek';
export { CollectionStatus, ProjectPlan, RestoreVersionPolicy } from './enums';
export { RestoredCluster, RestoredClusterProps } from './restored-cluster';
