import type { Chosen } from '../../vendor/definition';
import type { VendorRequest } from '../../vendor/request';
import type { SettingsDeclaration } from '../model/declaration';
import { clusterPath } from './paths';

/** The change of backup settings: those that differ; while nobody looked, all that are declared. */
export function settingsRequests(
  declaration: SettingsDeclaration,
  { differing }: Chosen,
): VendorRequest[] {
  const declared = Object.entries(settingsOf(declaration));
  const changed = declared.filter(([name]) => differing === undefined || differing.includes(name));
  if (differing !== undefined && changed.length === 0) return [];
  return [
    {
      name: 'backupSettings',
      when: 'setting',
      method: 'PATCH',
      path: clusterPath(declaration.cluster, 'backups-config'),
      body: Object.fromEntries(changed),
      note: 'sent only if a setting differs, with those that differ',
    },
  ];
}

/** The settings that are declared, by their names on the wire. */
export function settingsOf(declaration: SettingsDeclaration): {
  readonly enabled?: boolean;
  readonly frequency_minutes?: number;
  readonly retention_days?: number;
} {
  const { enabled, frequencyMinutes, retentionDays } = declaration;
  return {
    ...(enabled === undefined ? {} : { enabled }),
    ...(frequencyMinutes === undefined ? {} : { frequency_minutes: frequencyMinutes }),
    ...(retentionDays === undefined ? {} : { retention_days: retentionDays }),
  };
}
