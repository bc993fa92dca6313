import { requireNode } from '../../src/runner/node-version';

test.each(['20.0.0', '20.19.5', '22.1.0', '100.0.0'])('Node.js %s will do', (version) => {
  expect(() => requireNode(version)).not.toThrow();
});

test.each(['16.20.2', '18.20.8', '19.9.0', ''])('Node.js %j is refused in one line', (version) => {
  expect(() => requireNode(version)).toThrow(
    expect.objectContaining({
      exitCode: 2,
      message: `the steps of a restore need Node.js 20 or newer, got ${version}. Nothing was called. Install Node.js 20 where Terraform runs: "node" on the PATH is started.`,
    }),
  );
});
