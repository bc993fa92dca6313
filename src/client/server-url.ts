import { wrongUsage } from './errors';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * The base URL to call. Plain `http:` would show the key to everyone on the way, so it is for loopback
 * only, unless `CLUSTER_RESTORE_ALLOW_HTTP=1` says otherwise.
 */
export function serverUrl(variable: string, standard: string, env: NodeJS.ProcessEnv): URL {
  const given = env[variable] || standard;
  const url = URL.canParse(given) ? new URL(given) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol)) {
    throw wrongUsage(
      `${variable} must be an https:// URL, got ${JSON.stringify(given)}`,
      `Correct it or unset it to use ${standard}`,
    );
  }
  if (url.username !== '' || url.password !== '') {
    throw wrongUsage(
      `${variable} must not hold a user name or a password`,
      'Remove them: the API key goes in its own variable',
    );
  }
  if (
    url.protocol === 'http:' &&
    !LOOPBACK.has(url.hostname) &&
    env.CLUSTER_RESTORE_ALLOW_HTTP !== '1'
  ) {
    throw wrongUsage(
      `${variable} is plain http to ${url.host}, which would show the API key on the way`,
      'Use https, or set CLUSTER_RESTORE_ALLOW_HTTP=1 if the network is trusted',
    );
  }
  return url;
}
