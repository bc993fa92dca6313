import { clusterName } from './cluster-name';
import { cuSize } from './cu-size';

/** The rules of a restored cluster, in the order in which their findings are shown. */
export const clusterRules = [clusterName, cuSize];
