// Keeps one comment on a pull request up to date: the one that begins with the marker of this app.
import { readFileSync } from 'node:fs';

const PAGE = 100;
/** GitHub refuses a comment of more than 65,536 characters. */
const LONGEST = 65_000;

const { GITHUB_API_URL: api, GITHUB_REPOSITORY: repository, GH_TOKEN: token } = process.env;
const { NUMBER: number, MARKER: name = '', REVIEW: file = '' } = process.env;
const marker = `<!-- cluster-restore: ${name.replace(/[^\w./]+/g, '-')} -->`;

async function call(method, path, body) {
  const response = await fetch(`${api}/repos/${repository}/issues/${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json' },
    ...(body === undefined ? {} : { body: JSON.stringify({ body }) }),
  });
  if (response.ok) return response.json();
  throw new Error(
    `GitHub responded with ${response.status} to ${method}. Give the job "permissions: pull-requests: write", or set comment: false`,
  );
}

/** The comment of an earlier run. Somebody else may write the marker too, so only a comment of an app is changed. */
async function earlier() {
  for (let page = 1; ; page += 1) {
    const comments = await call('GET', `${number}/comments?per_page=${PAGE}&page=${page}`);
    const found = comments.find(
      ({ user, body }) => user?.type === 'Bot' && body?.startsWith(marker),
    );
    if (found !== undefined || comments.length < PAGE) return found;
  }
}

/** Cuts the text after a line, and closes collapsed sections so that the note is visible. */
function shortened(text) {
  if (text.length <= LONGEST) return text;
  const end = text.lastIndexOf('\n', LONGEST);
  const kept = text.slice(0, end > 0 ? end : LONGEST);
  const open = kept.split('<details>').length - kept.split('</details>').length;
  const fence = (kept.match(/^```/gm) ?? []).length % 2 === 1 ? '\n```' : '';
  return `${kept}${fence}${'\n</details>'.repeat(Math.max(0, open))}\n\nThe rest of the review is in the summary of the run and in its artifact.\n`;
}

try {
  const text = `${marker}\n${shortened(readFileSync(file, 'utf8'))}`;
  const found = await earlier();
  if (found === undefined) await call('POST', `${number}/comments`, text);
  else await call('PATCH', `comments/${found.id}`, text);
} catch (error) {
  const reason = error.cause?.message ?? error.message;
  process.stdout.write(`::error::The comment was not written: ${reason}\n`);
  process.exitCode = 1;
}
