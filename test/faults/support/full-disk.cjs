// Loaded before the runner: there is no space left for the file that holds the answer.
const fs = require('node:fs');
const { openSync } = fs;
fs.openSync = (file, ...rest) => {
  if (!String(file).endsWith('password.spool')) return openSync(file, ...rest);
  throw Object.assign(new Error('ENOSPC: no space left on device, open'), { code: 'ENOSPC' });
};
