// Loaded into a process that is measured: writes its peak of memory, in MiB, to BENCH_PEAK_FILE when it ends.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  writeFileSync(process.env.BENCH_PEAK_FILE, String(process.resourceUsage().maxRSS / 1024));
});
