import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { newFolder, Terraform } from '../support/terraform';

const ROOT = join(__dirname, '..', '..');
const PROGRAM = join(ROOT, 'lib', 'bin', 'cluster-restore.cjs');
const ORDERS = '7f3c1a52-6d0e-4b8a-9c21-5e4f3a2b1c0d';

let simulate: ChildProcess;
let lines: string[];
beforeAll(async () => {
  simulate = spawn(process.execPath, [PROGRAM, 'simulate', '--speed', '3600'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  lines = [];
  for await (const line of createInterface({ input: simulate.stdout as NodeJS.ReadableStream })) {
    lines.push(line);
    // Two clusters are protected: their lines are the last.
    if (lines.filter((one) => one.startsWith('  curl ')).length === 2) break;
  }
});
afterAll(async () => {
  const ended = once(simulate, 'exit');
  simulate.kill();
  await ended;
});

test('the roll-back of the README runs as it is on `cluster-restore simulate`, with the lines that it prints', async () => {
  const variables = Object.fromEntries(
    lines
      .filter((line) => line.startsWith('export '))
      .map((line) => line.slice('export '.length).split('=') as [string, string]),
  );
  const outdir = newFolder('example');
  const main = join(ROOT, 'examples', 'cockroach-roll-back', 'main.ts');
  execFileSync(process.execPath, ['--import', 'tsx', main], {
    cwd: ROOT,
    env: { ...process.env, CDKTF_OUTDIR: outdir },
    stdio: 'pipe',
  });
  // The example keeps its state beside `cdktf.out`.
  const folder = join(newFolder('roll-back'), 'cdktf.out', 'stacks', 'roll-back');
  cpSync(join(outdir, 'stacks', 'roll-back'), folder, { recursive: true });
  const terraform = await Terraform.in(folder, variables);
  await terraform.must('init');

  const refused = await terraform.run('apply');
  expect(refused.code).not.toBe(0);
  expect(refused.output.replace(/[│\s]+/g, ' ')).toContain('deletion protection');

  // What the example asks to do in the console.
  const line = lines.find((one) => one.startsWith('  curl ') && one.includes(ORDERS)) ?? 'false';
  const console = await terraform.paste(line.trim());
  expect(console.output).toContain('"delete_protection":"DISABLED"');

  await terraform.must('apply');
  expect(await terraform.outputs()).toMatchObject({
    restore_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    completed_at: expect.stringMatching(/Z$/),
  });
  expect(await terraform.must('plan')).toContain('No changes.');
});
