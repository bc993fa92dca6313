// A plot of lines over a number as SVG, both axes logarithmic: the slope shows how cost grows.
const [WIDTH, HEIGHT] = [640, 360];
const [LEFT, RIGHT, TOP, BOTTOM] = [70, 150, 40, 50];
// Okabe and Ito: told apart without colour vision, and readable on light and dark grounds.
const COLOURS = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'];

const escaped = (text) => String(text).replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

const decades = (values) => {
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.max(Math.ceil(Math.log10(Math.max(...values))), from + 1);
  return { from, to, ticks: Array.from({ length: to - from + 1 }, (_, one) => 10 ** (from + one)) };
};

/** `note`: a line below the plot, of where and when. */
export function plotSvg({ title, x, y, lines, note }) {
  const points = lines.flatMap((line) => line.points);
  const across = decades(points.map(([at]) => at));
  const up = decades(points.flatMap(([, ...values]) => values));
  const place = (value, { from, to }, start, end) =>
    (start + ((Math.log10(value) - from) / (to - from)) * (end - start)).toFixed(1);
  const atX = (value) => place(value, across, LEFT, WIDTH - RIGHT);
  const atY = (value) => place(value, up, HEIGHT - BOTTOM, TOP);
  const tick = (value) => value.toLocaleString('en-US', { maximumSignificantDigits: 3 });
  const text = (left, top, content, more = '') =>
    `<text x="${left}" y="${top}" ${more}>${escaped(content)}</text>`;
  const grid = [
    ...across.ticks.flatMap((value) => [
      `<path d="M${atX(value)} ${TOP}V${HEIGHT - BOTTOM}"/>`,
      text(atX(value), HEIGHT - BOTTOM + 16, tick(value), 'text-anchor="middle"'),
    ]),
    ...up.ticks.flatMap((value) => [
      `<path d="M${LEFT} ${atY(value)}H${WIDTH - RIGHT}"/>`,
      text(LEFT - 6, Number(atY(value)) + 4, tick(value), 'text-anchor="end"'),
    ]),
  ];
  const drawn = lines.flatMap(({ name, points: own }, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const [lastX, lastY] = own.at(-1);
    return [
      `<g stroke="${colour}" fill="${colour}">`,
      `<path fill="none" stroke-width="2" d="M${own.map(([at, value]) => `${atX(at)} ${atY(value)}`).join('L')}"/>`,
      ...own.map(([at, value]) => `<circle cx="${atX(at)}" cy="${atY(value)}" r="3"/>`),
      ...own
        .filter((point) => point.length === 4)
        .map(([at, , low, high]) => `<path d="M${atX(at)} ${atY(low)}V${atY(high)}"/>`),
      text(Number(atX(lastX)) + 8, Number(atY(lastY)) + 4, name, 'stroke="none"'),
      '</g>',
    ];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#777" role="img" aria-label="${escaped(title)}">`,
    text(LEFT, 20, title, 'font-size="14" font-weight="bold"'),
    '<g stroke="#9996" stroke-width="1" fill="none">',
    ...grid.filter((part) => part.startsWith('<path')),
    '</g>',
    ...grid.filter((part) => part.startsWith('<text')),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - BOTTOM + 32, x, 'text-anchor="middle"'),
    text(8, TOP - 8, y),
    text(LEFT, HEIGHT - 4, note, 'font-size="10"'),
    ...drawn,
    '</svg>',
    '',
  ].join('\n');
}
