import type * as Https from 'node:https';
import type * as Tls from 'node:tls';

// Loaded where they are needed: a step that calls nobody starts without them.

/** `request` of HTTPS. */
export function secureRequest(): typeof Https.request {
  return (require('node:https') as typeof Https).request;
}

/** `connect` of TLS. */
export function secureConnect(): typeof Tls.connect {
  return (require('node:tls') as typeof Tls).connect;
}
