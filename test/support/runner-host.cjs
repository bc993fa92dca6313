// A process that runs the bundled runner many times, each time as if it had just been started: the same file is
// evaluated anew, with its own folder, variables, arguments and streams, and its end is told when nothing is left
// to wait for. Starting Node costs ten times as much as what most cases are about. A kill, a signal of Terraform
// and the bytes of the streams need their own process: those use `runProgram`.
const fs = require('node:fs');
const http = require('node:http');
const { Module } = require('node:module');
const { dirname } = require('node:path');
const { Script } = require('node:vm');

const SIGNALS = ['exit', 'SIGUSR2', 'SIGINT', 'SIGTERM', 'SIGHUP'];
/** What a preload of a test may replace. */
const REPLACED = [
  [fs, Object.keys(fs)],
  [http, ['request', 'get']],
  [globalThis, ['setTimeout', 'clearTimeout']],
  [process.stdout, ['write']],
  [process.stderr, ['write']],
];
const original = REPLACED.map(([object, names]) => names.map((name) => object[name]));
const scripts = new Map();
let running;

process.on('disconnect', () => process.exit());
process.on('message', (run) => {
  running = { stdout: '', stderr: '', output: '' };
  prepare(run);
  process.send('started', () => start(run));
});

// The runner has nothing left to wait for: its own process would end here.
process.on('beforeExit', () => {
  if (running !== undefined) finish();
});

function prepare({ folder, args, variables }) {
  process.chdir(folder);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, variables);
  process.argv.splice(1, Infinity, ...args);
  process.exitCode = undefined;
  for (const name of ['stdout', 'stderr']) {
    process[name].write = (chunk) => {
      running[name] += String(chunk);
      running.output += String(chunk);
      return true;
    };
  }
}

function start({ args: [file], variables: { NODE_OPTIONS = '' } }) {
  for (const [, preload] of NODE_OPTIONS.matchAll(/--require=(\S+)/g)) {
    delete require.cache[require.resolve(preload)];
    require(preload);
  }
  // Each stack has a copy of the same program.
  const source = fs.readFileSync(file, 'utf8').replace(/^#!.*/, '');
  if (!scripts.has(source))
    scripts.set(source, new Script(Module.wrap(source), { filename: file }));
  const module = { exports: {} };
  // While it runs, its own work alone keeps this process from its end.
  process.channel.unref();
  scripts.get(source).runInThisContext()(module.exports, require, module, file, dirname(file));
}

function finish() {
  const code = process.exitCode ?? 0;
  for (const listener of process.listeners('exit')) listener(code);
  for (const event of SIGNALS) process.removeAllListeners(event);
  for (const stream of [process.stdout, process.stderr]) stream.removeAllListeners('error');
  REPLACED.forEach(([object, names], at) => {
    names.forEach((name, nth) => {
      if (object[name] !== original[at][nth]) object[name] = original[at][nth];
    });
  });
  const end = { code, signal: null, ...running };
  running = undefined;
  process.exitCode = undefined;
  process.channel.ref();
  process.send(end);
}
