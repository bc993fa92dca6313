import * as ts from 'typescript';

/** A test that runs and expects something. */
export interface LiveTest {
  /** As it is in the source, with its placeholders. */
  readonly title: string;
  /** The titles of the describe blocks around it, from the outside. */
  readonly blocks: readonly string[];
  /** The source of the test, with the rows of its table and those of the blocks around it. */
  readonly source: string;
}

/** The tests of a file. One that is skipped, empty, still to be written or without an expectation is none. */
export function liveTests(text: string): LiveTest[] {
  const file = ts.createSourceFile('test.ts', text, ts.ScriptTarget.Latest, true);
  const found: LiveTest[] = [];
  visit(file, [], '', found);
  return found;
}

function visit(node: ts.Node, blocks: readonly string[], rows: string, found: LiveTest[]): void {
  const called = ts.isCallExpression(node) ? calledAs(node) : undefined;
  if (called === undefined || !ts.isCallExpression(node)) {
    ts.forEachChild(node, (child) => visit(child, blocks, rows, found));
    return;
  }
  const [first, body] = node.arguments;
  const title = first === undefined ? '' : titleIn(first);
  if (called === 'describe' && body !== undefined) {
    visit(body, [...blocks, title], `${rows}${node.expression.getText()}`, found);
  }
  if (called === 'test' && body !== undefined && expectsSomething(body)) {
    found.push({ title, blocks, source: `${rows}${node.getText()}` });
  }
}

/** `test.skip` and `test.todo` are no tests; `test.each(…)` and `test.each` with a template are. */
function calledAs({ expression }: ts.CallExpression): 'test' | 'describe' | 'skipped' | undefined {
  const [, name, rest = ''] = /^(test|it|describe)\b([\s\S]*)$/.exec(expression.getText()) ?? [];
  if (name === undefined) return undefined;
  if (rest !== '' && !/^\.each\b/.test(rest)) return 'skipped';
  // `test.each(rows)` alone is the callee of the test itself.
  if (/^\.each$/.test(rest)) return undefined;
  return name === 'describe' ? 'describe' : 'test';
}

function titleIn(node: ts.Node): string {
  return ts.isStringLiteralLike(node) ? node.text : node.getText();
}

/** A call of `expect` or of a helper that is named after it. */
function expectsSomething(body: ts.Node): boolean {
  return /\bexpect\w*\s*[.(<]/.test(body.getText());
}
