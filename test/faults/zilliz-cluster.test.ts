import { describeMatrix } from './support/describe-matrix';
import { zillizCluster } from './support/zilliz-scenarios';

describeMatrix(zillizCluster(false));
describeMatrix(zillizCluster(true));
