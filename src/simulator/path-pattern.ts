/** What a pattern's `:names` stood for in a path, decoded. */
export type PathParams = Readonly<Record<string, string>>;

/** Tells whether a path fits, and if so what its parts are. */
export type PathMatcher = (path: string) => PathParams | undefined;

/**
 * Compiles `/v2/clusters/:clusterId/drop`: `:name` stands for one segment, a final `*` for the rest.
 */
export function compilePath(pattern: string): PathMatcher {
  const names: string[] = [];
  const source = pattern
    .split('/')
    .map((segment) => {
      if (segment.startsWith(':')) {
        names.push(segment.slice(1));
        return '([^/]+)';
      }
      return segment === '*' ? '.*' : segment.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('/');
  const expression = new RegExp(`^${source}$`);
  return (path) => {
    const found = expression.exec(path);
    if (found === null) {
      return undefined;
    }
    return Object.fromEntries(names.map((name, at) => [name, decode(found[at + 1] ?? '')]));
  };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
