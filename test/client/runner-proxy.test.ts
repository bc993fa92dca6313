import { writeFileSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { Simulator } from '../../src/simulator';
import { synthesised } from '../support/app';
import { runProgram, stepOf } from '../support/runner';
import { newFolder } from '../support/terraform';
import { restoredCluster, ZILLIZ_KEY } from '../support/zilliz';
import { ConnectProxy } from './support/connect-proxy';
import { VENDOR_TEST } from './support/vendor-test';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

test('the runner restores through a proxy, by TLS with the certificate of NODE_EXTRA_CA_CERTS', async () => {
  const simulator = await Simulator.start();
  stops.push(() => simulator.stop());
  const front = createTlsServer(VENDOR_TEST, (client) => {
    const inner = connect(Number(new URL(simulator.url).port), '127.0.0.1');
    for (const side of [client, inner]) side.on('error', () => undefined);
    client.pipe(inner).pipe(client);
  });
  await new Promise<void>((done) => front.listen(0, '127.0.0.1', done));
  stops.push(() => front.close());
  const proxy = await ConnectProxy.before((front.address() as AddressInfo).port);
  stops.push(() => proxy.stop());
  const folder = synthesised((stack) => restoredCluster(stack));
  const authority = join(newFolder('authority'), 'ca.pem');
  writeFileSync(authority, VENDOR_TEST.cert);
  const { command, environment } = stepOf(folder, 'submit');
  const run = (more: NodeJS.ProcessEnv) =>
    runProgram(folder, [command], {
      ...environment,
      ZILLIZ_API_KEY: ZILLIZ_KEY,
      ZILLIZ_BASE_URL: 'https://vendor.test',
      HTTPS_PROXY: proxy.url().href,
      CLUSTER_RESTORE_POLL_SECONDS: '0',
      ...more,
    });

  // Nothing of a request that failed keeps the process until its timeout.
  const untrusted = await run({ CLUSTER_RESTORE_REQUEST_TIMEOUT_SECONDS: '3600' });
  expect(untrusted.stderr).toContain('self-signed certificate');
  expect([untrusted.code === 0, simulator.requests.length]).toEqual([false, 0]);

  const { code, stderr } = await run({ NODE_EXTRA_CA_CERTS: authority });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(simulator.zilliz.jobs).toHaveLength(1);
  expect(new Set(proxy.asked.map(({ target }) => target))).toEqual(new Set(['vendor.test:443']));
  expect(JSON.stringify(proxy.asked) + proxy.seen).not.toContain(ZILLIZ_KEY);
});
