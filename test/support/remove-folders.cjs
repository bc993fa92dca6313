const { rmSync } = require('node:fs');

/** Removes the folders of a test file that has ended. One that cannot be removed is named, and fails no test. */
exports.removeFolders = (folders, say = (text) => process.stderr.write(text)) => {
  for (const folder of folders) {
    try {
      // On Windows a process that has just ended may still hold a file for a moment.
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch (error) {
      say(`${folder} stays: ${error.message}\n`);
    }
  }
};
