const GONE = ['DELETED', 'DELETING'];

/** Whether a cluster of this status has been dropped; with any other status, known or not, it still exists. */
export function isGone(status: string): boolean {
  return GONE.includes(status);
}
