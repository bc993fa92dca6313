import { marked, type ReviewContext, type ReviewFacts } from '../../contract/review';
import type { SettingsDeclaration } from '../declaration';

/** What a reviewer must know of the schedule and the retention of managed backups. */
export function describeSettings(
  declaration: SettingsDeclaration,
  _context: ReviewContext,
): ReviewFacts {
  const { cluster, plan, enabled, frequencyMinutes, retentionDays } = declaration;
  const changes = [
    ...(enabled === undefined ? [] : [`managed backups are ${enabled ? 'on' : 'OFF'}`]),
    ...(frequencyMinutes === undefined ? [] : [`one each ${marked(frequencyMinutes)} minutes`]),
    ...(retentionDays === undefined
      ? []
      : [`kept ${marked(retentionDays)} days, which the vendor lets set once only`]),
  ];
  const place = { kind: 'cluster that is there', clusterId: cluster, note: `plan ${marked(plan)}` };
  const body = {
    ...(enabled === undefined ? {} : { enabled }),
    ...(frequencyMinutes === undefined ? {} : { frequency_minutes: frequencyMinutes }),
    ...(retentionDays === undefined ? {} : { retention_days: retentionDays }),
  };
  return {
    action: 'configure',
    headline: `sets the managed backups of cluster ${marked(cluster)}`,
    erases: [],
    source: place,
    target: place,
    schedule: { enabled, everyMinutes: frequencyMinutes, keptDays: retentionDays },
    contents: changes.length === 0 ? 'nothing is set' : changes.join(', '),
    items: [],
    requests: [
      {
        method: 'PATCH',
        url: `https://cockroachlabs.cloud/api/v1/clusters/${cluster}/backups-config`,
        body,
      },
    ],
    onDestroy: 'leaves the settings as they are',
    onRerun: 'writes only what differs',
    rerunErases: false,
  };
}
