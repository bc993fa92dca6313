import { serverNamed } from '../../src/client/server-url';

const CONFIGURED = new URL('https://api.cloud.zilliz.com/gateway');
const DOMAINS = ['vendor.test', 'zillizcloud.com'];

describe('a server that a response names', () => {
  test.each([
    'https://in01-1.aws-us-west-2.vectordb.zillizcloud.com:19530',
    'https://zillizcloud.com/',
    'https://api.cloud.zilliz.com/v2/data-plane/in01-1',
  ])('%s gets the key', (address) => {
    expect(serverNamed(address, CONFIGURED, DOMAINS).href).toContain(address);
  });

  test.each([
    'http://in01-1.vectordb.zillizcloud.com',
    'https://zillizcloud.com.evil.example',
    'https://evilzillizcloud.com',
    'https://evil.example/zillizcloud.com',
    'http://api.cloud.zilliz.com/',
    'https://api.cloud.zilliz.com:8443/',
    'https://zillizcloud.com@evil.example/',
    'zillizcloud.com',
    '',
  ])('%j does not', (address) => {
    expect(() => serverNamed(address, CONFIGURED, DOMAINS)).toThrow(
      expect.objectContaining({
        problem: `the API names ${JSON.stringify(address)} as the address of a server, which is in no domain of the vendor`,
        fix: 'Report it: the key was not sent there',
        ...{ kind: 'verification', effect: 'nothing', retry: 'never' },
      }),
    );
  });
});
