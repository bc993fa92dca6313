// Builds the documentation site from README.md, docs/ and the public API into .site/dist: `node scripts/site.mjs`.
// VitePress fails on a link that leads nowhere. A link to a file that is not a page leads to the repository.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { apiIn } from './api-pages.mjs';
import { addressOf } from './assembly.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const site = join(root, '.site');
const version = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

const docs = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.md'));

/** Where a page of the repository is on the site. */
const pages = new Map([
  ['README.md', 'index.md'],
  ['API.md', 'api/typescript.md'],
  ...docs.map((name) => [
    `docs/${name}`,
    name.startsWith('guide/') ? name : `docs/${name.replace('README.md', 'index.md')}`,
  ]),
]);

/** Text that VitePress would take for a template or a component stays text; code is left alone by both. */
const asText = (markdown) =>
  markdown
    .split(/(^```[\s\S]*?^```$|`[^`\n]*`)/m)
    .map((part, index) => {
      if (index % 2 === 1) return part;
      return part
        .replaceAll('{{', '&#123;&#123;')
        .replace(/<(?!\/?(?:a|code|sup)\b)(?=[a-z/])/gi, '&lt;');
    })
    .join('');

/** The anchors of jsii-docgen, as VitePress writes those of a heading; a map of strings is no attribute of a list. */
const withAnchors = (markdown) =>
  markdown
    .replace(/^- \*Type:\* (\{.*\})$/gm, '- *Type:* `$1`')
    .replace(/ <a name="[^"]*" id="([^"]*)"><\/a>$/gm, (_anchor, id) =>
      id.includes('.') ? ` {id="${id}"}` : '',
    );

function relink(markdown, from, to) {
  return markdown.replace(/\]\((?!https?:|mailto:|#)([^)\s]+)\)/g, (_link, target) => {
    const [path, fragment] = target.split('#');
    const wanted = posix.normalize(posix.join(posix.dirname(from), path));
    const anchor = fragment === undefined ? '' : `#${fragment}`;
    if (wanted.startsWith('docs/images/')) {
      return `](${posix.relative(posix.dirname(to), wanted)})`;
    }
    const page = pages.get(wanted);
    if (page === undefined) return `](${addressOf(root, version, wanted)}${anchor})`;
    const near = posix.relative(posix.dirname(to), page);
    return `](${near.startsWith('.') ? near : `./${near}`}${anchor})`;
  });
}

function write(name, text) {
  mkdirSync(dirname(join(site, name)), { recursive: true });
  writeFileSync(join(site, name), text);
}

function run(program, args, env = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, program), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', ...env },
  });
  if (status === 0) return stdout;
  process.stderr.write(`${stdout}${stderr}`);
  process.exit(1);
}

rmSync(site, { recursive: true, force: true });
for (const [from, to] of pages) {
  if (from === 'API.md') continue;
  write(to, asText(relink(readFileSync(join(root, from), 'utf8'), from, to)));
}
for (const [name, language] of [
  ['typescript', 'TYPESCRIPT'],
  ['python', 'PYTHON'],
]) {
  write(`api/${name}.md`, asText(withAnchors(await apiIn(root, language))));
}
cpSync(join(root, 'docs/images'), join(site, 'docs/images'), { recursive: true });
cpSync(join(root, 'site/config.mjs'), join(site, '.vitepress/config.mjs'));

// The review of an app, as its own page.
const app = join(site, 'app');
mkdirSync(app);
run('node_modules/tsx/dist/cli.mjs', ['site/reviewed-app.ts', app]);
const after = join(app, 'after.out');
for (const [name, args] of [
  ['plan', ['plan', after]],
  ['diff', ['diff', join(app, 'before.out'), after]],
]) {
  const options = ['--format', 'html', '--now', '2026-11-21'];
  write(`public/review/${name}.html`, run('lib/bin/cluster-restore.cjs', [...args, ...options]));
}
rmSync(app, { recursive: true });

run('node_modules/vitepress/bin/vitepress.js', ['build', site]);
console.log(`Built the documentation site: ${join('.site', '.vitepress', 'dist')}`);
