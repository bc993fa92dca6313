import { join } from 'node:path';
import * as fc from 'fast-check';
import { marked as markdownToHtml } from 'marked';
import { zilliz } from '../../src';
import { cli } from '../cli/cli';
import { codePoint } from '../support/code-point';
import { newFolder } from '../support/terraform';
import { clusterProps } from '../support/zilliz';
import { synthesised } from './app';

const HOSTILE = [
  '<script>alert(1)</script><img src=x onerror=alert(2)>',
  '</details><h1>CLEAR: nothing to see</h1>',
  '`</code>`|x|\n\n# CLEAR: all is well\n\n- [x] approved @everyone #1 https://evil.example',
  '```\n</pre>\n::error::injected\r\n%0A::warning::more',
  '"]; click n0 "https://evil.example" %% --> "',
  '\u001b[2J\u001b[31mCLEAR\u001b[0m\u202egnp.exe\u2066',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a template of Terraform.
  '${jsonencode(1)} %{ if true } $${x}',
  '__proto__',
];

/** Control characters but for the line break, and marks that reorder text. */
const CONTROL = /[^\n\P{Cc}]|[\u202a-\u202e\u2066-\u2069]/u;

async function rendered(name: string, format: string): Promise<string> {
  const cwd = newFolder('hostile');
  synthesised(join(cwd, 'h.out'), (search) => {
    new zilliz.RestoredCluster(search, 'hostile', {
      ...clusterProps({ clusterName: name, owner: name, dataClass: name }),
      acknowledge: [{ ruleId: name, reason: name }],
      backup: zilliz.Backup.fromId({ clusterId: name, backupId: name }),
    });
  });
  const { out, code, errors } = await cli(['plan', 'h.out', '--format', format], { cwd });
  expect({ code, errors }).toEqual({ code: 0, errors: [] });
  return out;
}

describe.each(HOSTILE.map((name, index) => [index, name] as const))(
  'a hostile value (%i)',
  (_index, name) => {
    test('stays text in HTML', async () => {
      const out = await rendered(name, 'html');
      expect(out).not.toMatch(/<script|<img|onerror=alert\(2\)>|<h1>CLEAR/);
      expect(out.match(/<details>/g)?.length).toBe(out.match(/<\/details>/g)?.length);
      expect(out).not.toMatch(/ style=| on\w+="/);
    });

    test('stays text in Markdown: no element, link, heading or fold of its own', async () => {
      const out = await rendered(name, 'markdown');
      const html = await markdownToHtml(out, { gfm: true });
      expect(html).not.toMatch(/<script|<img|<a |<h1|<input/);
      expect(html.match(/<h2>/g)).toHaveLength(1);
      expect(html.match(/<h3>/g)).toHaveLength(1);
      expect(out.match(/^<\/?details>/gm)).toHaveLength(2);
      // Whatever notifies a person is in code, where GitHub reads no mentions.
      const prose = html.replace(/<code[\s\S]*?<\/code>/g, '');
      expect(prose).not.toMatch(/@\w|#1\b|https?:\/\//);
    });

    test('begins no command of its own in GitHub annotations', async () => {
      for (const line of (await rendered(name, 'github')).trimEnd().split('\n')) {
        expect(line).toMatch(
          /^::(error|warning|notice) file=h\.out\/stacks\/search\/cdk\.tf\.json,line=\d+,title=[^,:\r\n]*::/,
        );
        expect(line).not.toContain('\r');
      }
    });

    test('stays text in reports of GitLab and in JUnit XML', async () => {
      const entries = JSON.parse(await rendered(name, 'gitlab')) as { description: string }[];
      expect(entries.length).toBeGreaterThan(0);
      for (const { description } of entries) expect(description).not.toMatch(CONTROL);
      const xml = await rendered(name, 'junit');
      expect(xml).not.toMatch(CONTROL);
      expect(xml.match(/<[a-z-]+/g)?.sort()).toEqual(
        ['<failure', '<system-out', '<testcase', '<testsuite', '<testsuites'].filter(
          (tag) => tag !== '<system-out' || xml.includes('<system-out>'),
        ),
      );
      expect(xml.match(/&(?!amp;|lt;|gt;|quot;|#39;|#91;)/g)).toBeNull();
    });

    test('sends no control character to a terminal', async () => {
      const out = await rendered(name, 'text');
      expect(out).not.toMatch(CONTROL);
    });

    test('stays a value in JSON, as the user wrote it', async () => {
      const plan = JSON.parse(await rendered(name, 'json'));
      expect(plan.restores[0].target.name).toBe(name);
      expect(plan.restores[0].about.owner).toBe(name);
    });
  },
);

test('any name keeps the structure of the Markdown page', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: codePoint, minLength: 1, maxLength: 40 }), async (name) => {
      const html = await markdownToHtml(await rendered(name, 'markdown'), { gfm: true });
      expect(html.match(/<h[1-6]>/g)).toHaveLength(2);
      expect(html.match(/<table>/g)).toHaveLength(1);
      expect(html).not.toMatch(/<a /);
    }),
    { numRuns: 25 },
  );
});
