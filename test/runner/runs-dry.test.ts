import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { synthesised } from '../support/app';
import { runStep } from '../support/runner';
import { restoredCluster, ZILLIZ_KEY } from '../support/zilliz';

// A request that is never answered, and no timer that keeps the process alive: Node ends it, without an error.
const SILENT = `
const { EventEmitter } = require('node:events');
require('node:http').request = () =>
  Object.assign(new EventEmitter(), {
    setHeader: () => undefined,
    end: () => undefined,
    destroy: () => undefined,
  });
const { setTimeout } = globalThis;
globalThis.setTimeout = (...given) => setTimeout(...given).unref();
`;

test('a runner that ends with its work undone is not a success', async () => {
  const folder = synthesised((stack) => restoredCluster(stack));
  const silent = join(folder, 'silent.cjs');
  writeFileSync(silent, SILENT);
  const { code, stdout } = await runStep(folder, 'submit', {
    ZILLIZ_API_KEY: ZILLIZ_KEY,
    ZILLIZ_BASE_URL: 'http://127.0.0.1:1',
    NODE_OPTIONS: `--require=${silent}`,
  });
  expect(stdout).not.toContain('submitted');
  expect(code).toBe(1);
});
