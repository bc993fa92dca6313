import * as z from 'zod/mini';
import type { Reader } from '../../client/api-client';
import { notAsDeclared, refusal } from '../../client/errors';
import { once } from '../../text/once';
import type { SettingProtocol } from '../../vendor/protocol';
import { readOne } from '../../vendor/read-one';
import { sendChange } from '../../vendor/send-change';
import { clusterPath } from '../definition/paths';
import { settingsOf, settingsRequests } from '../definition/settings-requests';
import type { SettingsDeclaration } from '../model/declaration';
import { clusterOf, titleOf } from './clusters';
import { preflightSettings } from './preflight';

const configSchema = once(() =>
  z.object({
    enabled: z.boolean(),
    frequency_minutes: z.number(),
    retention_days: z.number(),
  }),
);

/** The configuration of a cluster's managed backups, in the vendor's words. */
export type Config = z.infer<ReturnType<typeof configSchema>>;

/** What the cluster has now. */
export async function backupsConfig(api: Reader, clusterId: string): Promise<Config> {
  const path = clusterPath(clusterId, 'backups-config');
  return await readOne(api, path, configSchema(), 'is not a backup configuration');
}

/** Makes the schedule and the retention of managed backups as declared. */
export const backupSettings: SettingProtocol<SettingsDeclaration> = {
  preflight: preflightSettings,

  async apply({ api, declaration, say }) {
    const cluster = await clusterOf(api, declaration.cluster, 'cluster');
    const title = titleOf(cluster);
    if (cluster.plan !== declaration.plan) {
      throw refusal(
        `${title} is on plan ${cluster.plan}, not ${declaration.plan} as declared`,
        'Correct plan or cluster',
      );
    }
    const wanted = settingsOf(declaration);
    const differing = differences(await backupsConfig(api, cluster.id), wanted);
    if (differing.length === 0) return say(`the backup settings of ${title} are as declared`);
    for (const { name, is, target } of differing)
      say(`${title}: ${name} ${is} is changed to ${target}`);
    const names = differing.map(({ name }) => name);
    const [request] = settingsRequests(declaration, { differing: names });
    if (request === undefined) return;
    const readLeft = async () => differences(await backupsConfig(api, cluster.id), wanted);
    // The guide says that the response is empty, the specification that it is the configuration.
    const left = await sendChange(api, request, readLeft, true);
    if (left.length === 0) return say(`the backup settings of ${title} are as declared now`);
    throw notAsDeclared(
      `the API accepted the change, but ${title} still reports ${left.map(({ name, is }) => `${name} ${is}`).join(', ')}`,
      'Check the backup settings in the Cloud Console',
      'after a fix',
    );
  },
};

interface Difference {
  readonly name: keyof Config;
  readonly is: boolean | number;
  readonly target: boolean | number;
}

function differences(present: Config, wanted: Partial<Config>): Difference[] {
  const names = Object.keys(wanted) as (keyof Config)[];
  return names.flatMap((name) => {
    const target = wanted[name];
    return target === undefined || target === present[name]
      ? []
      : [{ name, is: present[name], target }];
  });
}
