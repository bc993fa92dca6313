import { readFileSync } from 'node:fs';
import { join } from 'node:path';

// It stands two folders above this file, and above the bundle.
const file = join(__dirname, '..', '..', 'package.json');

/** The version of this program. */
export const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string };
