import { createHash } from 'node:crypto';
import { escapeHtml } from './markdown-text';

/** What one page is made of. */
export interface HtmlPage {
  readonly title: string;
  /** The whole style: its hash is all that the page's policy permits. */
  readonly style: string;
  /** The id of the main part, and what its link is called. */
  readonly main: { readonly id: string; readonly skip: string };
  readonly body: readonly string[];
}

/** A page that needs nothing else: no script, no request, no inline style. */
export function htmlPage({ title, style, main, body }: HtmlPage): string {
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<a class="skip" href="#${main.id}">${escapeHtml(main.skip)}</a>`,
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** A list, or nothing where there is nothing to list. */
export function bullets(items: readonly string[]): string[] {
  return items.length === 0 ? [] : ['<ul>', ...items, '</ul>'];
}
