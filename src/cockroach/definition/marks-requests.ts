import type { Chosen } from '../../vendor/definition';
import type { VendorRequest } from '../../vendor/request';
import { labelsOf, type MarksDeclaration, protectionOf } from '../model/marks';
import { clusterPath } from './paths';

/**
 * The change of a cluster's labels and protection: what differs; while nobody looked, all that is declared. The vendor
 * removes labels that a request leaves out, so those of the cluster are sent along.
 */
export function marksRequests(
  declaration: MarksDeclaration,
  { differing, labels: present = {} }: Chosen,
): VendorRequest[] {
  const wanted = labelsOf(declaration);
  const protection = protectionOf(declaration);
  const isChanged = (name: string) => differing === undefined || differing.includes(name);
  const body = {
    ...(Object.keys(wanted).length > 0 && isChanged('labels')
      ? { labels: { ...present, ...wanted } }
      : {}),
    ...(protection !== undefined && isChanged('delete_protection')
      ? { delete_protection: protection }
      : {}),
  };
  if (Object.keys(body).length === 0) return [];
  return [
    {
      name: 'clusterMarks',
      when: 'setting',
      method: 'PATCH',
      path: clusterPath(declaration.cluster),
      body,
      note: 'sent after the restore, only if something differs; the other labels of the cluster are read first and sent again, because the vendor removes what is left out',
    },
  ];
}
