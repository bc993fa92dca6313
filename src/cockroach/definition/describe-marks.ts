import { mark } from '../../text/marked';
import { settingFacts } from '../../vendor/cluster-setting';
import type { ReviewContext, ReviewFacts } from '../../vendor/facts';
import { labelsOf, type MarksDeclaration } from '../model/marks';

/** What a reviewer must know of the labels and the protection of a restored cluster. */
export function describeMarks(declaration: MarksDeclaration, context: ReviewContext): ReviewFacts {
  const { cluster, restore, deletionProtection } = declaration;
  const labels = Object.entries(labelsOf(declaration));
  const marks = [
    ...(labels.length === 0 ? [] : ['labels']),
    ...(deletionProtection === undefined ? [] : ['deletion protection']),
  ];
  const settings = [
    ...labels.map(([key, value]) => `label ${mark(key)} is ${mark(value)}`),
    ...(deletionProtection === undefined
      ? []
      : [`deletion protection is ${deletionProtection ? 'on' : 'OFF'}`]),
  ];
  return settingFacts(cluster, context, {
    headline: `sets ${marks.length === 0 ? 'nothing' : marks.join(' and ')} of the cluster that ${mark(restore)} restores`,
    contents:
      settings.length === 0 ? 'nothing is set' : `${settings.join(', ')}; other labels are kept`,
    onDestroy: 'leaves labels and deletion protection as they are',
    onRerun: 'writes only what differs',
  });
}
