/** The middle of the numbers: one slow run does not move it. */
export function median(numbers) {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** One line of a result: both medians, their ratio and the aim. */
export function line(title, ours, theirs, aim) {
  const ratio = median(ours) / median(theirs);
  return [
    title.padEnd(16),
    `${median(ours).toFixed(1)} ms`.padStart(11),
    `${median(theirs).toFixed(1)} ms`.padStart(11),
    ratio.toFixed(2).padStart(7),
    aim.toFixed(2).padStart(6),
    ratio <= aim ? '  met' : '  missed',
  ].join(' ');
}

/** The heading of such lines. */
export function heading(title, ours, theirs) {
  const columns = [title.padEnd(16), ours.padStart(11), theirs.padStart(11), 'ratio'.padStart(7)];
  return [...columns, 'aim'.padStart(6)].join(' ');
}
