/** The plan of a CockroachDB Cloud cluster. It decides what can be restored, and to where. */
export enum Plan {
  /** Basic: whole clusters only. Backups are taken every 24 hours and kept for 30 days. */
  BASIC = 'BASIC',
  /** Standard: whole clusters only. */
  STANDARD = 'STANDARD',
  /** Advanced: whole clusters, databases and tables. */
  ADVANCED = 'ADVANCED',
}
