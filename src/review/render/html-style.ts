/** The whole style of the page: no font, picture or sheet comes from elsewhere. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --card: #ffffff; --text: #1f2328; --soft: #59636e; --line: #d1d9e0; --code: #f0f3f6;
  --danger: #b3261e; --danger-soft: #fff1f0; --warn: #8a5a00; --warn-soft: #fff8e5;
  --good: #1a7f37; --good-soft: #eefbf1; --link: #0550ae;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #0d1117; --card: #12181f; --text: #e6edf3; --soft: #9da7b1; --line: #30363d; --code: #1f262e;
    --danger: #ff8b82; --danger-soft: #35171a; --warn: #e3b341; --warn-soft: #2b2410;
    --good: #56d364; --good-soft: #10261a; --link: #79b8ff;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.25rem 1rem 4rem; max-width: 62rem; background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; overflow-wrap: anywhere;
}
code, pre { font: .875em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
code { background: var(--code); border-radius: 4px; padding: .1em .3em; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -100vw; }
.skip:focus { position: static; display: inline-block; margin-bottom: .75rem; }
.verdict { border: 1px solid; border-left-width: 8px; border-radius: 8px; padding: 1rem 1.25rem; margin-bottom: 1rem; }
.verdict h1 { margin: 0; font-size: 1.35rem; line-height: 1.3; color: var(--text); }
.verdict .word { margin: 0; font-weight: 700; letter-spacing: .06em; font-size: .85rem; }
.verdict ul { margin: .6rem 0 0; padding-left: 1.2rem; color: var(--text); }
.verdict p.more { margin: .25rem 0 0; color: var(--text); }
.danger-box { border-color: var(--danger); background: var(--danger-soft); color: var(--danger); }
.warn-box { border-color: var(--warn); background: var(--warn-soft); color: var(--warn); }
.good-box { border-color: var(--good); background: var(--good-soft); color: var(--good); }
.quiet { color: var(--soft); font-size: .9rem; }
nav ol { list-style: none; margin: 0 0 1.5rem; padding: 0; border: 1px solid var(--line); border-radius: 8px; }
nav li { display: flex; flex-wrap: wrap; gap: .1rem .6rem; padding: .45rem .8rem; align-items: baseline; }
nav li .quiet { flex-basis: 100%; }
nav li + li { border-top: 1px solid var(--line); }
article { border: 1px solid var(--line); border-radius: 8px; background: var(--card); padding: .9rem 1.1rem 1rem; margin: 0 0 1.1rem; scroll-margin-top: 1rem; }
article.drops { border-color: var(--warn); border-left-width: 8px; }
article.erases { border-color: var(--danger); border-left-width: 8px; }
article h2 { margin: 0; font-size: 1.1rem; display: flex; flex-wrap: wrap; gap: .35rem .55rem; align-items: center; }
article h2 code { font-size: .95em; }
.tag { font-size: .72rem; font-weight: 700; letter-spacing: .04em; border: 1px solid; border-radius: 999px; padding: .05rem .55rem; white-space: nowrap; }
.tag.danger { background: var(--danger); color: var(--page); border-color: var(--danger); }
.tag.warn { color: var(--warn); }
.tag.plain { color: var(--soft); }
.headline { margin: .35rem 0 .7rem; }
.flow { list-style: none; display: flex; flex-wrap: wrap; align-items: stretch; gap: .5rem 1.9rem; margin: 0 0 .8rem; padding: 0; }
.flow li { position: relative; flex: 1 1 11rem; border: 1px solid var(--line); border-radius: 8px; padding: .4rem .7rem .5rem; font-size: .9rem; }
.flow li + li::before { content: "→"; position: absolute; left: -1.6rem; top: 50%; transform: translateY(-50%); color: var(--soft); font-size: 1.15rem; }
.flow li.lost { border: 2px solid var(--danger); background: var(--danger-soft); }
.flow li.erased { border: 2px solid var(--danger); background: var(--danger-soft); }
.flow li.dropped { border: 2px solid var(--warn); background: var(--warn-soft); }
.flow li.previous { border-style: dashed; }
.flow li.previous::before { content: "✕"; }
.flow li.kept::before { content: ""; }
.flow .what { display: block; color: var(--soft); font-size: .78rem; }
dl { margin: 0; display: grid; grid-template-columns: 8.5rem 1fr; gap: .3rem .9rem; }
dt { color: var(--soft); font-size: .9rem; }
dd { margin: 0; }
dd p { margin: 0; }
dl .danger { color: var(--danger); font-weight: 650; }
dl .warn { color: var(--warn); font-weight: 650; }
dl.urgent { margin-bottom: .8rem; }
summary { cursor: pointer; color: var(--link); padding: .15rem 0; }
details > dl { margin: .6rem 0; }
pre { background: var(--code); border-radius: 8px; padding: .7rem .9rem; overflow-x: auto; margin: .6rem 0 0; overflow-wrap: normal; }
pre .add { color: var(--good); }
pre .del { color: var(--danger); }
@media (max-width: 40rem) {
  body { padding: .75rem .6rem 3rem; }
  dl { grid-template-columns: 1fr; gap: 0; }
  dd { margin-bottom: .5rem; }
  .flow { flex-direction: column; gap: 1.7rem; }
  .flow li { flex-basis: auto; }
  .flow li + li::before { content: "↓"; left: 50%; top: -1.65rem; transform: translateX(-50%); }
}
p.print-note { display: none; }
@media print {
  details::details-content { content-visibility: visible; block-size: auto; }
  pre { white-space: pre-wrap; overflow: visible; overflow-wrap: anywhere; }
  h2, .headline { break-after: avoid; }
  .flow, .verdict { break-inside: avoid; }
}
@supports not selector(details::details-content) {
  @media print { p.print-note { display: block; } }
}
`;
