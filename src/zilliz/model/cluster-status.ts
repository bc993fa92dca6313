const GONE = ['DELETED', 'DELETING'];

/** Whether a cluster of this status has been dropped; any other status, known or not, is of one that is there. */
export function isGone(status: string): boolean {
  return GONE.includes(status);
}
