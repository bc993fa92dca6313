import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const SOURCE = 'registry.terraform.io/hashicorp/null';

let provider: ChildProcess | undefined;
let kept: Promise<Readonly<Record<string, string>>> | undefined;

afterAll(() => provider?.kill());

/**
 * One stand-in for all commands of Terraform of a test file, which would else start it two or three times each.
 * How Terraform installs and starts it itself is shown by `null-provider.test.ts`, the demo and `test/package`.
 */
export function keptProvider(): Promise<Readonly<Record<string, string>>> {
  kept ??= start();
  return kept;
}

async function start(): Promise<Readonly<Record<string, string>>> {
  const started = spawn(process.execPath, [join(__dirname, 'provider.cjs'), '--kept'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  provider = started;
  const [line] = (await once(started.stdout, 'data')) as [Buffer];
  const [, protocol, network, address] = line.toString('utf8').trim().split('|');
  const attached = {
    Protocol: 'grpc',
    ProtocolVersion: Number(protocol),
    Pid: started.pid,
    Test: true,
    Addr: { Network: network, String: address },
  };
  return { TF_REATTACH_PROVIDERS: JSON.stringify({ [SOURCE]: attached }) };
}
