import { notAsDeclared, refusal } from '../../client/errors';
import { quote } from '../../text/text';
import type { SettingProtocol } from '../../vendor/protocol';
import { sendChange } from '../../vendor/send-change';
import { marksRequests } from '../definition/marks-requests';
import { type Labels, labelsOf, type MarksDeclaration, protectionOf } from '../model/marks';
import { type Cluster, clusterOf, titleOf } from './clusters';
import { preflightOfCluster } from './preflight';

/** The vendor's limit of labels of one resource. */
const MOST_LABELS = 50;

/** Labels a restored cluster and sets its protection; what it had besides stays. */
export const clusterMarks: SettingProtocol<MarksDeclaration> = {
  preflight: preflightOfCluster,

  async apply({ api, declaration, say }) {
    const cluster = await clusterOf(api, declaration.cluster, 'cluster');
    const title = titleOf(cluster);
    const present = presentLabels(cluster, declaration);
    const differing = differences(cluster, declaration);
    if (differing.length === 0)
      return say(`${title} has labels and deletion protection as declared`);
    for (const { text } of differing) say(`${title}: ${text}`);
    const names = differing.map(({ name }) => name);
    const [request] = marksRequests(declaration, { differing: names, labels: present });
    if (request === undefined) return;
    let now = cluster;
    const readLeft = async () => {
      now = await clusterOf(api, declaration.cluster, 'cluster');
      return differences(now, declaration);
    };
    const left = await sendChange(api, request, readLeft, true);
    const lost = Object.keys(present).filter((key) => now.labels?.[key] === undefined);
    if (left.length === 0 && lost.length === 0)
      return say(`${title} now has labels and deletion protection as declared`);
    const problems = [
      ...left.map(({ text }) => `still ${text}`),
      ...lost.map((key) => `label ${quote(key)} is gone`),
    ];
    throw notAsDeclared(
      `the API accepted the change of ${title}, but it is not as declared: ${problems.join('; ')}`,
      'Check its labels and its deletion protection in the Cloud Console',
      'after a fix',
    );
  },
};

/** The labels that the cluster has: those that are not reported would be removed by the change. */
function presentLabels(cluster: Cluster, declaration: MarksDeclaration): Labels {
  const wanted = labelsOf(declaration);
  if (Object.keys(wanted).length === 0) return {};
  if (cluster.labels === undefined) {
    throw refusal(
      `the API does not report the labels of ${titleOf(cluster)}, and a change would remove those that are not sent again`,
      'Leave labelDestination out, and label the cluster in the Cloud Console',
    );
  }
  const count = Object.keys({ ...cluster.labels, ...wanted }).length;
  if (count > MOST_LABELS) {
    throw refusal(
      `${titleOf(cluster)} would have ${count} labels, but only ${MOST_LABELS} are allowed`,
      'Remove some of them in the Cloud Console, or leave labelDestination out',
    );
  }
  return cluster.labels;
}

interface Difference {
  /** Its name on the wire. */
  readonly name: 'labels' | 'delete_protection';
  readonly text: string;
}

function differences(cluster: Cluster, declaration: MarksDeclaration): Difference[] {
  const protection = protectionOf(declaration);
  const present = cluster.labels ?? {};
  return [
    ...Object.entries(labelsOf(declaration)).flatMap(([key, target]): Difference[] => {
      const is = present[key];
      if (is === target) return [];
      const was = is === undefined ? 'is added' : `was ${quote(is)}`;
      return [{ name: 'labels', text: `label ${quote(key)} ${was}, should be ${quote(target)}` }];
    }),
    ...(protection === undefined || protection === cluster.delete_protection
      ? []
      : [
          {
            name: 'delete_protection' as const,
            text: `deletion protection ${cluster.delete_protection || 'not reported'}, should be ${protection}`,
          },
        ]),
  ];
}
