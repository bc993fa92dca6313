import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { program } from './hosted-terraform';

test.each([
  ['', 70],
  ['3\n', 3],
])('a program whose host says %j before it vanishes ends with %i', async (said, code) => {
  const host = createServer((socket) => socket.end(said)).listen(0, '127.0.0.1');
  await once(host, 'listening');
  const folder = program((host.address() as AddressInfo).port);
  const child = spawn(join(folder, 'node'), ['-e', '0'], { stdio: 'ignore' });
  const end = await once(child, 'close');
  host.close();
  expect(end).toEqual([code, null]);
});
