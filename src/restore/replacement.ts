/** When a clone that is restored again replaces the one before it. */
export enum Replacement {
  /** The previous clone is dropped first: there is one at a time, and none while the new one is restored. */
  BEFORE_RESTORE = 'before-restore',
  /**
   * The previous clone is kept, and stays in the outputs, until the new one is verified. Then the outputs change, what
   * uses them is updated, and the previous one is dropped. Both run, and are billed, in the meantime.
   */
  AFTER_VERIFICATION = 'after-verification',
}
