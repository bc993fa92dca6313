// Loaded before the runner (NODE_OPTIONS=--require): writes down each answer as it reached the runner, a line of
// JSON in ANSWERS_LOG, so that a test can prove that a fault was delivered and not only decided. It also lets a
// test end the wait for an answer by SIGUSR2, so that no test waits for a timeout in seconds.
const fs = require('node:fs');
const http = require('node:http');

const log = fs.openSync(process.env.ANSWERS_LOG, 'a');
const write = fs.writeSync;
const KEPT_BYTES = 400_000;
const open = new Set();

function finish(seen) {
  if (!open.delete(seen)) return;
  const { chunks, ...line } = seen;
  const body = Buffer.concat(chunks).subarray(0, KEPT_BYTES).toString('utf8');
  write(log, `${JSON.stringify({ ...line, body })}\n`);
}

const { request } = http;
http.request = (...args) => {
  const outgoing = request(...args);
  const [path] = outgoing.path.split('?');
  const seen = { method: outgoing.method, path, pieces: 0, bytes: 0, chunks: [], complete: false };
  open.add(seen);
  const { emit } = outgoing;
  outgoing.emit = function (event, ...values) {
    const [value] = values;
    if (event === 'response') watch(seen, value);
    if (event === 'error') seen.error ??= value.code ?? value.message;
    const result = emit.call(this, event, ...values);
    if (event === 'close') finish(seen);
    return result;
  };
  return outgoing;
};

/** Every piece of the body, however the runner reads it. */
function watch(seen, incoming) {
  seen.status = incoming.statusCode;
  seen.headers = incoming.headers;
  const { push, emit } = incoming;
  incoming.push = function (chunk, ...rest) {
    if (chunk === null) seen.complete = incoming.complete;
    else {
      seen.pieces += 1;
      seen.bytes += chunk.length;
      if (seen.bytes - chunk.length < KEPT_BYTES) seen.chunks.push(chunk);
    }
    return push.call(this, chunk, ...rest);
  };
  incoming.emit = function (event, ...values) {
    if (event === 'error') seen.error ??= values[0].code ?? values[0].message;
    return emit.call(this, event, ...values);
  };
}

process.on('exit', () => {
  for (const seen of [...open]) finish(seen);
});

const PATIENCE = Number(process.env.CLUSTER_RESTORE_REQUEST_TIMEOUT_SECONDS) * 1000;
const { setTimeout, clearTimeout } = globalThis;
const waiting = new Map();

globalThis.setTimeout = (callback, milliseconds, ...args) => {
  const timer = setTimeout(callback, milliseconds, ...args);
  if (milliseconds === PATIENCE) waiting.set(timer, () => callback(...args));
  return timer;
};

globalThis.clearTimeout = (timer) => {
  waiting.delete(timer);
  clearTimeout(timer);
};

process.on('SIGUSR2', () => {
  const [oldest] = waiting;
  if (oldest === undefined) return;
  const [timer, fire] = oldest;
  globalThis.clearTimeout(timer);
  fire();
});
