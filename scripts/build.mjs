// Builds lib/: the library with jsii, and the programs with esbuild. `npm run build` calls this only when something
// changed.
import { spawn } from 'node:child_process';
import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { linkReadme } from './assembly.mjs';
import { bundleProgram, bundlesOf } from './bundles.mjs';
import { finishLibrary } from './library.mjs';
import { writeNotices } from './notices.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The jsii compiler; its notice about the age of the Node release is no finding of this build. */
function compileLibrary() {
  const env = {
    ...process.env,
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: process.versions.node.split('.')[0],
    JSII_SILENCE_WARNING_UNTESTED_NODE_VERSION: '1',
    JSII_SILENCE_WARNING_DEPRECATED_NODE_VERSION: '1',
  };
  const compiler = join(root, 'node_modules/jsii/bin/jsii');
  const child = spawn(process.execPath, [compiler, '--fail-on-warnings'], { cwd: root, env });
  const output = [];
  child.stdout.on('data', (data) => output.push(data));
  child.stderr.on('data', (data) => output.push(data));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(output));
      reject(new Error('jsii found errors'));
    });
  });
}

/** Removes what an earlier build made from sources that are gone; a failed build leaves lib/ as it was. */
function removeOlderThan(moment) {
  for (const entry of readdirSync(join(root, 'lib'), { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name);
    if (entry.isFile() && statSync(file).mtimeMs < moment) rmSync(file);
  }
}

const begin = Date.now();
console.log('Building lib/: half a minute or more …');
// All parts end before a failure does: a compiler left running would write into the next build.
const parts = await Promise.allSettled([
  compileLibrary().then(() => {
    linkReadme(root);
    return finishLibrary(root);
  }),
  ...bundlesOf(root).map((bundle) => bundleProgram(root, bundle)),
]);
const failure = parts.find(({ status }) => status === 'rejected');
if (failure !== undefined) {
  // esbuild has shown its errors already, and repeats them after the first line.
  const { message, errors } = failure.reason;
  console.error(`Build failed: ${errors === undefined ? message : message.split('\n')[0]}`);
  process.exit(1);
}
writeNotices(
  root,
  parts.flatMap(({ value }) => value),
);
removeOlderThan(begin);
console.log(`Built lib/ in ${((Date.now() - begin) / 1000).toFixed(1)} s`);
