import { describeMatrix } from './support/describe-matrix';
import { zillizCollections } from './support/zilliz-scenarios';

describeMatrix(zillizCollections);
