import { mark } from '../../text/marked';
import { settingFacts } from '../../vendor/cluster-setting';
import { clusterText, kindOfCluster } from '../../vendor/cluster-text';
import type { ReviewContext, ReviewFacts, ScheduleFacts } from '../../vendor/facts';
import type { SettingsDeclaration } from '../model/declaration';

/** What a reviewer must know of the schedule and the retention of managed backups. */
export function describeSettings(
  declaration: SettingsDeclaration,
  context: ReviewContext,
): ReviewFacts {
  const { cluster, plan } = declaration;
  const { isUnknown, nameOf } = context;
  return settingFacts(cluster, context, {
    headline: `sets the managed backups of ${clusterText(cluster, context)}`,
    target: {
      kind: kindOfCluster(isUnknown('cluster')),
      name: nameOf(cluster),
      clusterId: cluster,
      note: `plan ${mark(plan)}`,
    },
    schedule: scheduleOf(declaration, isUnknown),
    contents: contentsText(declaration, isUnknown('enabled')),
    onDestroy: 'leaves the settings as they are',
    onRerun: 'writes only what differs',
  });
}

/** What is known only to Terraform cannot be compared. */
function scheduleOf(
  { enabled, frequencyMinutes, retentionDays }: SettingsDeclaration,
  isUnknown: ReviewContext['isUnknown'],
): ScheduleFacts {
  return {
    ...(isUnknown('enabled') ? {} : { enabled }),
    ...(isUnknown('frequencyMinutes') ? {} : { everyMinutes: frequencyMinutes }),
    ...(isUnknown('retentionDays') ? {} : { keptDays: retentionDays }),
  };
}

function contentsText(declaration: SettingsDeclaration, isSwitchOpen: boolean): string {
  const { enabled, frequencyMinutes: minutes, retentionDays: days } = declaration;
  const switched = isSwitchOpen ? `on or off, ${mark(enabled)}` : enabled ? 'on' : 'OFF';
  const settings = [
    ...(enabled === undefined ? [] : [`managed backups are ${switched}`]),
    ...(minutes === undefined ? [] : [`a backup every ${mark(minutes)} minutes`]),
    ...(days === undefined
      ? []
      : [
          `each new backup is kept ${mark(days)} days, which the vendor allows to be set only once`,
        ]),
  ];
  if (settings.length === 0) return 'nothing is set';
  const full =
    minutes === undefined && days === undefined
      ? ''
      : '; when frequency or retention changes, the vendor takes a full backup at once, according to its guide';
  return `${settings.join(', ')}${full}`;
}
