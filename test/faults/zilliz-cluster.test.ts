import { describeMatrix } from './support/describe-matrix';
import { zillizCluster, zillizClusterOfNewBackup } from './support/zilliz-scenarios';

describeMatrix(zillizCluster(false));
describeMatrix(zillizCluster(true));
describeMatrix(zillizClusterOfNewBackup);
