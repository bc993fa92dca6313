import {
  cockroachCluster,
  cockroachDatabases,
  cockroachTables,
} from './support/cockroach-scenarios';
import { describeMatrix } from './support/describe-matrix';

describeMatrix(cockroachCluster);
describeMatrix(cockroachDatabases);
describeMatrix(cockroachTables);
