import type { ProtocolContext } from './protocol';

/** Two servers, or a server and this machine, may differ by some minutes. */
const CLOCK_DIFFERENCE_MS = 5 * 60 * 1000;

/** Whether a moment of one clock lies before that of another, however they differ. */
export function isSurelyBefore(one: Date, other: Date): boolean {
  return one.getTime() < other.getTime() - CLOCK_DIFFERENCE_MS;
}

/**
 * Now, in ISO 8601: by the vendor's clock where a response reported it, which dates backups and clusters too; else by that of
 * this machine.
 */
export function vendorNow({ api, now }: Pick<ProtocolContext<unknown>, 'api' | 'now'>): string {
  return (api.vendorTime ?? now()).toISOString();
}
