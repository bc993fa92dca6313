import { cockroach, zilliz } from '../../src';
import { cockroachClusterProps, ORDERS_STAGING } from '../support/cockroach';
import { clusterProps } from '../support/zilliz';
import { synthesised } from './app';

/** So many clones, and one restore that erases a cluster. */
export function manyRestores(outdir: string, clones: number): void {
  synthesised(outdir, (search, orders) => {
    for (let nth = 1; nth <= clones; nth += 1) {
      const clusterName = `clone-${nth}`;
      new zilliz.RestoredCluster(search, clusterName, clusterProps({ clusterName }));
    }
    new cockroach.RestoredCluster(orders, 'zz-last', {
      ...cockroachClusterProps(),
      wipeDestination: true,
      acknowledgeDataLoss: ORDERS_STAGING,
    });
  });
}
