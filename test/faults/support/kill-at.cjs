// Loaded before the runner (NODE_OPTIONS=--require): counts the places where its durable state may change,
// one before each change of a file and three around each request, and kills the process at the place KILL_AT, with
// SIGKILL unless KILL_SIGNAL names another signal. Between two places nothing durable happens, so that every one of them lies
// directly after the change before it and directly before the next. KILL_LOG names a file that gets a line for each place,
// KILL_COPIES a folder that gets at each place a copy of the current folder, as a kill would leave it there.
const fs = require('node:fs');
const http = require('node:http');

const killAt = Number(process.env.KILL_AT ?? 0);
const original = { ...fs };
const log = original.openSync(process.env.KILL_LOG, 'a');
let places = 0;

function place(label) {
  places += 1;
  original.writeSync(log, `${label}\n`);
  if (process.env.KILL_COPIES) copy('.', `${process.env.KILL_COPIES}/${places}`);
  if (places === killAt) process.kill(process.pid, process.env.KILL_SIGNAL ?? 'SIGKILL');
}

/** With the times and modes of the files, by which the runner knows some of them. */
function copy(from, to) {
  original.mkdirSync(to, { mode: original.statSync(from).mode });
  for (const entry of original.readdirSync(from, { withFileTypes: true })) {
    const [here, there] = [`${from}/${entry.name}`, `${to}/${entry.name}`];
    if (entry.isDirectory()) copy(here, there);
    else {
      const { atime, mtime } = original.statSync(here);
      original.copyFileSync(here, there);
      original.utimesSync(there, atime, mtime);
    }
  }
}

/** The file without what differs from run to run. */
function named(file) {
  return String(file)
    .replace(/^.*\/(?=[^/]+\/?$)/, '')
    .replace(/^lock\..*/, 'lock')
    .replace(/\.[0-9a-f]{8}\.tmp$/, '.<restore>.tmp');
}

const opened = new Map();

for (const name of ['mkdirSync', 'rmSync', 'renameSync', 'linkSync']) {
  fs[name] = (...args) => {
    place(`${name} ${named(args[0])}`);
    return original[name](...args);
  };
}

fs.openSync = (file, flags, ...rest) => {
  const writes = /[wa]/.test(String(flags));
  if (writes) place(`openSync ${named(file)}`);
  const handle = original.openSync(file, flags, ...rest);
  if (writes) opened.set(handle, named(file));
  else opened.delete(handle);
  return handle;
};

// Syncing a folder changes nothing that a kill could show: only a power cut tells before from after.
fs.fsyncSync = (handle) => {
  if (opened.has(handle)) place(`fsyncSync ${opened.get(handle)}`);
  return original.fsyncSync(handle);
};

fs.writeFileSync = (handle, content, ...rest) => {
  if (typeof handle !== 'number') {
    place(`writeFileSync ${named(handle)}`);
    return original.writeFileSync(handle, content, ...rest);
  }
  const file = opened.get(handle);
  place(`writeFileSync ${file}`);
  const half = Math.floor(content.length / 2);
  original.writeSync(handle, content.slice(0, half));
  place(`half of writeFileSync ${file}`);
  original.writeSync(handle, content.slice(half));
};

const { request } = http;
http.request = (url, options, ...rest) => {
  const call = `${options.method} ${url.pathname.replace(/[^/]*[0-9_][^/]*/g, '*')}`;
  place(`before ${call}`);
  const outgoing = request(url, options, ...rest);
  const emit = outgoing.emit;
  outgoing.emit = function (event, ...args) {
    if (event === 'response') {
      place(`answered ${call}`);
      const [incoming] = args;
      const emitIncoming = incoming.emit;
      incoming.emit = function (name, ...values) {
        if (name === 'end') place(`after ${call}`);
        return emitIncoming.call(this, name, ...values);
      };
    }
    return emit.call(this, event, ...args);
  };
  return outgoing;
};

process.on('exit', () => place('exit'));
