import { cut, printable } from '../text/text';
import { ClientError, wrongUsage } from './errors';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The base URL to call. Plain `http:` would show the key to everyone on the way, so it is for loopback
 * only, unless `CLUSTER_RESTORE_ALLOW_HTTP=1` says otherwise.
 */
export function serverUrl(variable: string, standard: string, env: NodeJS.ProcessEnv): URL {
  const given = env[variable] || standard;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url !== undefined && (url.username !== '' || url.password !== '')) {
    throw wrongUsage(
      `${variable} must not hold a user name or a password`,
      'Remove them: the API key goes in its own variable',
    );
  }
  if (/[?#]/.test(given)) {
    throw wrongUsage(
      `${variable} must not hold a query or a fragment`,
      `Remove what follows "${/[?#]/.exec(given)?.[0]}", or unset it to use ${standard}`,
    );
  }
  const [, path] = /^https?:\/\/[^/\\@]+(.*)$/is.exec(given) ?? [];
  if (url === undefined || path === undefined) {
    throw wrongUsage(
      `${variable} must be an https:// URL, got ${JSON.stringify(given)}`,
      `Correct it or unset it to use ${standard}`,
    );
  }
  // "//" would make a host of what follows it; ".." and the like would make another path of it.
  if (path.includes('//') || (path || '/') !== url.pathname) {
    throw wrongUsage(
      `${variable} must have a plain path, without "//", "..", "\\" and characters to be encoded, got ${JSON.stringify(given)}`,
      `Correct it or unset it to use ${standard}`,
    );
  }
  if (
    url.protocol === 'http:' &&
    !LOOPBACK.has(url.hostname) &&
    env.CLUSTER_RESTORE_ALLOW_HTTP !== '1'
  ) {
    throw wrongUsage(
      `${variable} is plain http to ${url.host}, which would expose the API key in transit`,
      'Use https, or set CLUSTER_RESTORE_ALLOW_HTTP=1 if the network is trusted',
    );
  }
  return url;
}

/**
 * A further server, as a response of the configured one names it: it gets the key where it is that very server, or has
 * https and is in one of the vendor's domains.
 */
export function serverNamed(address: string, configured: URL, domains: readonly string[]): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isOfVendor =
    url !== undefined &&
    url.protocol === 'https:' &&
    domains.some((domain) => url.hostname === domain || url.hostname.endsWith(`.${domain}`));
  if (url !== undefined && (url.origin === configured.origin || isOfVendor)) return url;
  throw new ClientError(
    `the API names ${JSON.stringify(cut(printable(address)))} as the address of a server, which is in no domain of the vendor`,
    'Report it: the key was not sent there',
    { kind: 'verification', effect: 'nothing', retry: 'never' },
  );
}

/** The URL of a path on the server. It is set, not resolved: no path leads to another host. */
export function urlOn(
  server: URL,
  path: string,
  query: Readonly<Record<string, string | number | undefined>> = {},
): URL {
  const url = new URL(server);
  url.pathname = `${server.pathname.replace(/\/$/, '')}${path}`;
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url;
}

/** The header with the key, for the configured server alone: scheme, host and port. */
export function authorization(
  url: URL,
  server: URL,
  key: string,
): { readonly Authorization: string } {
  if (url.origin === server.origin) return { Authorization: `Bearer ${key}` };
  throw new ClientError(
    `the API key is for ${server.origin}, and this request would go to ${url.origin}`,
    'Report it: the request was not sent',
    { kind: 'internal', effect: 'nothing', retry: 'never' },
  );
}
