'use strict';

/**
 * A stand-in for the Terraform provider hashicorp/null 3.2.4, for tests and the demo where the
 * Terraform registry is out of reach. It is not the real provider: it knows `null_resource` alone.
 *
 * Steps:
 * 1. listen on a Unix socket in a private folder;
 * 2. tell Terraform the socket in one line on standard output;
 * 3. answer plugin protocol 5 until Terraform says `Shutdown`, or is gone; with `--kept`, until the process that
 *    started it ends it, for many commands of Terraform (`TF_REATTACH_PROVIDERS`).
 */
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const grpc = require('@grpc/grpc-js');
const protoLoader = require('@grpc/proto-loader');
const nullResource = require('./null-resource.cjs');

const PARENT_CHECK_MILLISECONDS = 500;
const isKept = process.argv.includes('--kept');

const answer = (respond) => (call, callback) => {
  try {
    callback(null, respond(call.request));
  } catch (error) {
    callback(error);
  }
};

const provider = {
  GetSchema: answer(() => ({
    provider: { block: {} },
    resourceSchemas: { null_resource: nullResource.schema },
    serverCapabilities: { planDestroy: true, getProviderSchemaOptional: true },
  })),
  PrepareProviderConfig: answer(({ config }) => ({ preparedConfig: config })),
  Configure: answer(() => ({})),
  ValidateResourceTypeConfig: answer(() => ({})),
  UpgradeResourceState: answer(nullResource.upgrade),
  ReadResource: answer(({ currentState }) => ({ newState: currentState })),
  PlanResourceChange: answer(nullResource.plan),
  ApplyResourceChange: answer(nullResource.apply),
  ImportResourceState: answer(() => ({
    diagnostics: [
      {
        severity: 'ERROR',
        summary: 'Resource Import Not Implemented',
        detail: 'A null_resource has nothing outside the state that could be imported.',
      },
    ],
  })),
  Stop: answer(() => ({})),
};

function serve() {
  if (process.env.PLUGIN_CLIENT_CERT) {
    throw new Error(
      'the stand-in null provider speaks without TLS: start Terraform with TF_DISABLE_PLUGIN_TLS=1',
    );
  }
  const directory = mkdtempSync(join(tmpdir(), 'null-provider-'));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  process.on('SIGTERM', () => process.exit(143));
  // Ctrl-C reaches the whole process group; Terraform still needs its providers to finish.
  process.on('SIGINT', () => {});
  // A Terraform that was killed cannot say `Shutdown`.
  const parent = process.ppid;
  const parentCheck = () => process.ppid === parent || process.exit(0);
  setInterval(parentCheck, PARENT_CHECK_MILLISECONDS).unref();

  const services = protoLoader.loadSync(['plugin5.proto', 'controller.proto'], {
    includeDirs: [__dirname],
    enums: String,
  });
  const server = new grpc.Server({
    'grpc.max_receive_message_length': -1,
    'grpc.max_send_message_length': -1,
  });
  server.addService(services['tfplugin5.Provider'], provider);
  server.addService(services['plugin.GRPCController'], {
    Shutdown: (_call, callback) => {
      callback(null, {});
      if (isKept) return;
      server.tryShutdown(() => process.exit(0));
    },
  });
  const socket = join(directory, 'socket');
  server.bindAsync(`unix:${socket}`, grpc.ServerCredentials.createInsecure(), (error) => {
    if (error) throw error;
    process.stdout.write(`1|5|unix|${socket}|grpc|\n`);
  });
}

serve();
