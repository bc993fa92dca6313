/** The plan of a Zilliz Cloud project. It decides which cluster sizes and which encryption it offers. */
export enum ProjectPlan {
  /** Standard. */
  STANDARD = 'Standard',
  /** Enterprise. */
  ENTERPRISE = 'Enterprise',
  /** Business Critical: the only plan with customer-managed encryption keys. */
  BUSINESS_CRITICAL = 'BusinessCritical',
}

/** Whether the collections of a restored cluster are loaded, as they were when they were backed up. */
export enum CollectionStatus {
  /** Each collection keeps the load status that it had. */
  KEEP = 'KEEP',
  /** Every collection is released: nothing is loaded until somebody loads it. */
  RELEASE = 'RELEASE',
}

/** The Milvus version of a restored cluster. */
export enum RestoreVersionPolicy {
  /** The latest Milvus version that is generally available and compatible, as the vendor chooses by default. */
  LATEST = 'LATEST',
  /** The version of the backed-up cluster. The vendor offers it for backups of the last 30 days only. */
  ORIGINAL = 'ORIGINAL',
}

/** Whether a restored collection is loaded, ready for searches. */
export enum CollectionLoadStatus {
  /** Loaded: searches work at once, and it takes memory. */
  LOADED = 'LOADED',
  /** Not loaded until somebody loads it. */
  UNLOADED = 'UNLOADED',
}

/** A day of the week, as the vendor counts: in UTC, beginning with Monday. */
export enum Weekday {
  /** Monday. */
  MONDAY = '1',
  /** Tuesday. */
  TUESDAY = '2',
  /** Wednesday. */
  WEDNESDAY = '3',
  /** Thursday. */
  THURSDAY = '4',
  /** Friday. */
  FRIDAY = '5',
  /** Saturday. */
  SATURDAY = '6',
  /** Sunday. */
  SUNDAY = '7',
}
