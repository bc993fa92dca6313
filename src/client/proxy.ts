import { request as plain } from 'node:http';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { getProxyForUrl } from 'proxy-from-env';
import { wrongUsage } from './errors';
import { secureConnect, secureRequest } from './secure';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * The proxy of the environment for a URL: `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY`, in either case.
 * Nothing on this machine is reached through a proxy.
 */
export function proxyFor(url: URL): URL | undefined {
  if (LOOPBACK.test(url.hostname)) return undefined;
  const given = getProxyForUrl(url.href);
  if (given === '') return undefined;
  const proxy = URL.canParse(given) ? new URL(given) : undefined;
  if (proxy !== undefined && /^https?:$/.test(proxy.protocol)) return proxy;
  throw wrongUsage(
    'the proxy in HTTPS_PROXY, HTTP_PROXY or ALL_PROXY must be an http:// or https:// URL',
    `Correct it, or name ${url.hostname} in NO_PROXY`,
  );
}

/** Gets the connection, or why there is none. */
export type Connected = (error: Error | null, connection?: Duplex) => void;

/**
 * Connects through a proxy by CONNECT, so that the proxy sees host and port and nothing else: for an https URL the
 * vendor's certificate is checked behind it. Until `connected` gets the connection, the vendor has received nothing.
 * Returns what gives up: with an error where nothing came of it yet.
 */
export function connectThrough(
  proxy: URL,
  target: URL,
  connected: Connected,
): (error?: Error) => void {
  const isSecure = target.protocol === 'https:';
  const address = `${target.hostname}:${target.port || (isSecure ? 443 : 80)}`;
  const outgoing = (proxy.protocol === 'https:' ? secureRequest() : plain)({
    host: proxy.hostname.replace(/^\[|\]$/g, ''),
    port: proxy.port || (proxy.protocol === 'https:' ? 443 : 80),
    method: 'CONNECT',
    path: address,
    agent: false,
    rejectUnauthorized: true,
  });
  outgoing.setHeader('Host', address);
  if (proxy.username !== '') outgoing.setHeader('Proxy-Authorization', credentials(proxy));
  let inner: Duplex | undefined;
  const fail = (error: Error) => connected(new Error(`the proxy ${proxy.host}: ${error.message}`));
  outgoing.on('error', fail);
  outgoing.on('connect', ({ statusCode }, socket) => {
    if (statusCode !== 200) {
      socket.destroy();
      fail(new Error(`it responded with ${statusCode} to CONNECT ${address}`));
      return;
    }
    inner = socket;
    if (!isSecure) return connected(null, socket);
    const servername = isIP(target.hostname) === 0 ? target.hostname : '';
    const encrypted = secureConnect()({ socket, servername, rejectUnauthorized: true }, () =>
      connected(null, encrypted),
    );
    encrypted.once('error', connected);
    inner = encrypted;
  });
  outgoing.end();
  return (error) => {
    inner?.destroy();
    outgoing.destroy();
    if (error !== undefined) connected(error);
  };
}

function credentials({ username, password }: URL): string {
  const text = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(text).toString('base64')}`;
}
