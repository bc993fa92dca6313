import type { ProtocolContext } from './protocol';

/**
 * Now, in ISO 8601: by the vendor's clock where a response reported it, which dates backups and clusters too; else by that of
 * this machine.
 */
export function vendorNow({ api, now }: Pick<ProtocolContext<unknown>, 'api' | 'now'>): string {
  return (api.vendorTime ?? now()).toISOString();
}
