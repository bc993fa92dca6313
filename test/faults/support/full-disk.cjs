// Loaded before the runner: from the answer on there is no space left, neither for it nor for the journal.
const fs = require('node:fs');
const { openSync } = fs;
let isFull = false;
fs.openSync = (file, ...rest) => {
  isFull ||= String(file).endsWith('password.spool');
  if (!isFull || !String(file).includes('.cluster-restore')) return openSync(file, ...rest);
  throw Object.assign(new Error('ENOSPC: no space left on device, open'), { code: 'ENOSPC' });
};
