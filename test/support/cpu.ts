/** The seconds of processor time that `work` takes. Other programs on the machine do not lengthen it, as they do a clock's. */
export function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
