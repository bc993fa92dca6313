/** The address of the instance of a step that belongs to one clone. */
export function instanceOf(address: string, token: string): string {
  return `${address}[${JSON.stringify(token)}]`;
}

/** The address of a step, whichever of its instances is named. */
export function addressOfAll(address: string): string {
  return address.replace(/\[".*$/s, '');
}

/** A token that may be in the address of an instance. */
export const INSTANCE_TOKEN = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,62}[A-Za-z0-9])?$/;
