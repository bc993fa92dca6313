import { type MarkedText, mark } from '../text/marked';
import type { ReviewContext } from './facts';

/** A cluster as people know it: by its name, where that is known, and by its id. */
export function clusterText(id: string, { nameOf }: Pick<ReviewContext, 'nameOf'>): MarkedText {
  const name = nameOf(id);
  return name === undefined ? `cluster ${mark(id)}` : `cluster ${mark(name)} (${mark(id)})`;
}

/** What a cluster is to a reviewer: one whose id is known after apply may not exist yet. */
export function kindOfCluster(isUnknown: boolean): string {
  return isUnknown ? 'cluster' : 'existing cluster';
}
