/** The address at which a cluster would answer, in a domain that can never exist. */
export function connectAddress(clusterId: string, regionId: string): string {
  return `https://${clusterId}.${regionId}.vectordb.simulator.invalid:19530`;
}
