import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** JSON that a test changes at will. */
// biome-ignore lint/suspicious/noExplicitAny: what stands anywhere in a stack.
export type Json = any;

/** A stack of an output that a test alters. */
export class AlteredStack {
  readonly file: string;
  json: Json;
  #text: string | undefined;

  constructor(
    readonly output: string,
    readonly name: string,
  ) {
    this.file = join(output, 'stacks', name, 'cdk.tf.json');
    this.json = JSON.parse(readFileSync(this.file, 'utf8'));
  }

  get resources(): Json {
    return this.json.resource.null_resource;
  }

  /** The name of the resource of a construct, for example `orders/rollback/submit`. */
  nameOf(path: string): string {
    const found = Object.entries(this.resources as Record<string, Json>).find(
      ([, body]) => body['//'].metadata.path === path,
    );
    if (found === undefined) throw new Error(`no ${path}`);
    return found[0];
  }

  /** The resource of a construct. */
  at(path: string): Json {
    return this.resources[this.nameOf(path)];
  }

  /** The `local-exec` of a step. */
  execOf(path: string): Json {
    return this.at(path).provisioner[0]['local-exec'];
  }

  /** Changes the spec of a step. */
  editSpec(path: string, edit: (spec: Json) => void): void {
    const { environment } = this.execOf(path);
    const spec = JSON.parse(environment.CLUSTER_RESTORE_SPEC);
    edit(spec);
    environment.CLUSTER_RESTORE_SPEC = JSON.stringify(spec);
  }

  /** Changes the text of the stack when it is written. */
  editText(edit: (text: string) => string): void {
    this.#text = edit(JSON.stringify(this.json, null, 2));
  }

  /** Writes a file beside the stack. */
  put(name: string, content: string | object): void {
    const file = join(dirname(this.file), name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  }

  save(): void {
    writeFileSync(this.file, this.#text ?? JSON.stringify(this.json, null, 2));
  }
}
