import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The version of this program; package.json stands two folders above this file, and above the bundle. */
export function version(): string {
  const file = join(__dirname, '..', '..', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
