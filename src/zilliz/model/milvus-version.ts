/** The release that a Milvus version belongs to, as a number to compare: `2.5.13` and `2.5.x` are one release. */
export function releaseOf(version: string): number {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major * 1000 + minor;
}
