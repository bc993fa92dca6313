// Synthesises both versions of the app whose review is on the site: `tsx site/reviewed-app.ts FOLDER`.
import { join } from 'node:path';
import { firstVersion, secondVersion } from '../test/review/app';

const [folder = '.'] = process.argv.slice(2);
firstVersion(join(folder, 'before.out'));
secondVersion(join(folder, 'after.out'));
