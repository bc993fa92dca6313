/** What a submission recorded, and the cluster that it made. */
export const recorded = {
  cluster_id: 'in01-clone',
  cluster_name: 'articles-staging',
  project_id: 'proj-staging',
  requested_at: '2026-11-21T00:00:00Z',
  source_cluster_ids: 'in01-source',
};
export const cluster = {
  clusterId: 'in01-clone',
  clusterName: 'articles-staging',
  projectId: 'proj-staging',
  createTime: '2026-11-21T00:01:00Z',
  status: 'RUNNING',
};

/** One thing that disagrees; everything else proves the cluster to be that of the restore. */
export interface Disagreement {
  readonly title: string;
  readonly recorded?: Readonly<Record<string, string>>;
  readonly cluster?: Readonly<Record<string, string>>;
  /** Clusters that restores of the app read from now. */
  readonly sources?: readonly string[];
  readonly doubt: string;
}

/** Each row is refused by one proof alone: without it the cluster would be dropped. */
export const DISAGREEMENTS: readonly Disagreement[] = [
  {
    title: 'another cluster than asked for',
    cluster: { clusterId: 'in01-2' },
    doubt: 'the API describes cluster "in01-2", but "in01-clone" is recorded',
  },
  {
    title: 'another name',
    cluster: { clusterName: 'production' },
    doubt: 'its name is "production", but "articles-staging" is recorded',
  },
  {
    title: 'another project',
    cluster: { projectId: 'proj-production' },
    doubt: 'its project is "proj-production", but "proj-staging" is recorded',
  },
  {
    title: 'an older cluster',
    cluster: { createTime: '2026-03-01T00:00:00Z' },
    doubt: 'it was created at 2026-03-01T00:00:00Z, before the request (2026-11-21T00:00:00Z)',
  },
  {
    title: 'no time of creation',
    cluster: { createTime: '' },
    doubt: 'the API gives no time of its creation',
  },
  {
    title: 'the source of this restore',
    recorded: { source_cluster_ids: 'in01-clone' },
    doubt: 'a restore reads from its backups',
  },
  {
    title: 'the source of another restore, when it was submitted',
    recorded: { source_cluster_ids: 'in01-source in01-clone' },
    doubt: 'a restore reads from its backups',
  },
  {
    title: 'the source of another restore, today',
    sources: ['in01-other', 'in01-clone'],
    doubt: 'a restore reads from its backups',
  },
  {
    title: 'no recorded name',
    recorded: { cluster_name: '' },
    doubt: 'its name was not recorded',
  },
  {
    title: 'no recorded project',
    recorded: { project_id: '' },
    doubt: 'its project was not recorded',
  },
  {
    title: 'no recorded time',
    recorded: { requested_at: '' },
    doubt: 'the time of the request was not recorded',
  },
  {
    title: 'one that was adopted',
    recorded: { requested_at: 'adopted' },
    doubt: 'it was adopted, and this app did not request it',
  },
  {
    title: 'no recorded source',
    recorded: { source_cluster_ids: '' },
    doubt: 'the source of the restore was not recorded',
  },
];
