// The documentation site. `scripts/site.mjs` gathers its pages; VitePress renders them, and the search runs in the page itself.
import { defineConfig } from 'vitepress';

const guide = [
  ['First restore', 'first-restore'],
  ['Reviewing in CI', 'review-in-ci'],
  ['Applying', 'applying'],
  ['When something fails', 'when-something-fails'],
  ['Environments', 'environments'],
  ['Restore drills', 'drills'],
];
const items = (folder, pages) =>
  pages.map(([text, name]) => ({ text, link: `/${folder}/${name}` }));

export default defineConfig({
  title: 'cdktf-cluster-restore',
  description: 'Restored database clusters as code, for CDK for Terraform',
  // Works from any folder of a web server, and from a file system.
  base: process.env.SITE_BASE ?? '/',
  lang: 'en-US',
  // The same pages for the same sources.
  lastUpdated: false,
  metaChunk: true,
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    externalLinkIcon: true,
    nav: [
      { text: 'Guide', link: '/guide/first-restore' },
      { text: 'Rules', link: '/docs/rules' },
      { text: 'API', link: '/api/typescript' },
    ],
    sidebar: [
      { text: 'Guide', items: items('guide', guide) },
      {
        text: 'Operating restores',
        items: items('docs', [
          ['Environments', 'environments'],
          ['Restore groups', 'restore-groups'],
          ['Status and sweep', 'status-and-sweep'],
          ['Restore drills', 'restore-drills'],
          ['Platforms', 'platforms'],
          ['Tests of your app', 'testing-an-app'],
        ]),
      },
      {
        text: 'Vendors',
        items: items('docs', [
          ['Zilliz Cloud', 'zilliz'],
          ['CockroachDB Cloud', 'cockroach'],
        ]),
      },
      {
        text: 'Reference',
        items: [
          ...items('docs', [
            ['Rules', 'rules'],
            ['The review', 'review'],
            ['Exit codes', 'exit-codes'],
            ['Reliability', 'reliability'],
            ['Performance', 'performance'],
            ['Comparison', 'comparison'],
            ['CDK Terrain', 'cdk-terrain'],
            ['Other languages', 'languages'],
            ['Leaving cdktf', 'leaving-cdktf'],
            ['Decisions', 'adr/'],
          ]),
          { text: 'A review, live', link: '/review/plan.html', target: '_blank' },
          { text: 'A review of a change, live', link: '/review/diff.html', target: '_blank' },
          ...items('api', [
            ['API for TypeScript', 'typescript'],
            ['API for Python', 'python'],
          ]),
        ],
      },
    ],
  },
});
