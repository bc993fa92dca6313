import { chmodSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { delimiter, join, resolve } from 'node:path';
import { runInHost } from './runner-hosts';
import { newFolder, Terraform } from './terraform';

const server = createServer({ allowHalfOpen: true }, serve);
let bin: Promise<string> | undefined;

afterAll(() => server.close());

/**
 * The real Terraform, whose `node` hands the runner to a process that ran it before (`runner-hosts.ts`) and ends as it
 * does: for what is about plans and states. A runner that is killed or interrupted needs its own process.
 */
export async function hostedTerraform(
  folder: string,
  variables: NodeJS.ProcessEnv,
): Promise<Terraform> {
  return Terraform.in(folder, { ...variables, PATH: await hostedPath() });
}

/** The PATH on which `node` is such a process, for what else starts the runner. */
export async function hostedPath(): Promise<string> {
  bin ??= new Promise((made) => {
    server.listen(0, '127.0.0.1', () => made(program((server.address() as AddressInfo).port)));
  });
  return `${await bin}${delimiter}${process.env.PATH}`;
}

/** Everything in one message, each part ended by a zero byte: folder, arguments, variables, and an empty part. */
export function program(port: number): string {
  const folder = newFolder('hosted-node');
  const file = join(folder, 'node');
  const lines = [
    '#!/usr/bin/env bash',
    `exec 3<>/dev/tcp/127.0.0.1/${port}`,
    `{ printf '%s\\0' "$PWD" "$#" "$@"; env -0; printf '\\0'; } >&3`,
    'read -r code <&3',
    'cat <&3',
    // Without a response, as a program that broke, and not as the runner that refused its spec (2).
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a default of the shell.
    'exit "${code:-70}"',
  ];
  writeFileSync(file, `${lines.join('\n')}\n`);
  chmodSync(file, 0o755);
  return folder;
}

function serve(socket: Socket): void {
  let message = '';
  socket.setEncoding('utf8').on('data', (chunk) => {
    message += String(chunk);
    if (!message.endsWith('\0\0')) return;
    const [cwd = '', count, file = '', ...rest] = message.split('\0');
    const args = rest.splice(0, Number(count) - 1);
    const variables = rest.filter((part) => part !== '').map((part) => part.split(/=(.*)/s));
    // As Node gives it to a program.
    runInHost(cwd, [resolve(cwd, file), ...args], Object.fromEntries(variables)).then(
      ({ code, output }) => socket.end(`${code}\n${output}`),
      (error: unknown) => socket.end(`1\n${error}\n`),
    );
  });
}
