import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LedgerEntry } from '../records/ledger';
import { WrongInput } from '../review/wrong-input';
import { JOURNALS_VARIABLE, SPEC_VARIABLE, SPEC_VERSION } from '../spec/names';
import { installedRunner } from '../spec/runner-path';
import {
  listedSources,
  SOURCES_FOLDER_VARIABLE,
  sourcesFile,
  sourcesHash,
} from '../spec/source-list';

/** How a drop ended: what the runner said, and its exit code. */
export interface DropEnd {
  readonly code: number | null;
  readonly output: string;
}

/**
 * Runs the drop step of the runner, as `terraform destroy` does: the same proofs, the same lock, the same journal.
 */
export async function runDrop(
  { path, journal, vendor, operation, declared, recorded }: LedgerEntry,
  sources: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<DropEnd> {
  const runner = installedRunner();
  if (runner === undefined) {
    throw new WrongInput(
      'sweep: the runner is missing next to this program. Install the package again.',
    );
  }
  const own = mkdtempSync(join(tmpdir(), 'cluster-restore-sweep-'));
  // A restore that only a state records has no journal here, and leaves none.
  const journals = journal?.folder ?? own;
  const list = listedSources(sources);
  if (list.isFile) writeFileSync(join(own, sourcesFile(vendor?.name ?? '')), list.text);
  const spec = {
    version: SPEC_VERSION,
    step: 'drop',
    vendor: vendor?.definition.vendor,
    operation,
    path,
    key: journal?.key ?? 'sweep',
    submitAddress: declared?.submitAddresses[0] ?? journal?.submitAddress ?? '',
    identity: {},
    acknowledge: [],
    removalPolicy: 'destroy',
    timeoutMinutes: 1,
    declaration: null,
    sources: list.isFile ? sourcesHash(list.text) : list.text,
    recorded,
  };
  try {
    return await run(runner, {
      ...env,
      [SPEC_VARIABLE]: JSON.stringify(spec),
      [JOURNALS_VARIABLE]: journals,
      [SOURCES_FOLDER_VARIABLE]: own,
    });
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

function run(runner: string, env: NodeJS.ProcessEnv): Promise<DropEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [runner], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += String(chunk)));
    child.stderr.on('data', (chunk) => (output += String(chunk)));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, output }));
  });
}
