import ts from 'typescript';

/** A call of one of Jest's globals that declares something. */
export interface Call {
  readonly kind: 'test' | 'group' | 'hook';
  readonly title: string;
  /** What it is marked with: `skip`, `only`, `failing`, `todo`. */
  readonly modifiers: readonly string[];
  /** The rows of `.each`. */
  readonly tables: readonly ts.Node[];
  /** What is run. */
  readonly body: readonly ts.Node[];
}

interface Callee {
  readonly words: readonly string[];
  readonly tables: readonly ts.Node[];
}

const KINDS: Readonly<Record<string, Call['kind']>> = {
  it: 'test',
  test: 'test',
  describe: 'group',
  beforeAll: 'hook',
  beforeEach: 'hook',
  afterEach: 'hook',
  afterAll: 'hook',
};
/** The short forms, spelled out. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  xit: ['it', 'skip'],
  xtest: ['test', 'skip'],
  xdescribe: ['describe', 'skip'],
  fit: ['it', 'only'],
  fdescribe: ['describe', 'only'],
};

/** What a call declares to Jest; undefined for any other, and for the half of `.each(…)` that gives the rows. */
export function readCall(call: ts.CallExpression): Call | undefined {
  const callee = calleeOf(call.expression);
  if (!callee) return undefined;
  const [first = '', ...others] = callee.words;
  const [global = '', ...implied] = SHORT[first] ?? [first];
  const kind = KINDS[global];
  const isHalf = callee.words.at(-1) === 'each' && callee.tables.length === 0;
  if (kind === undefined || isHalf) return undefined;
  return {
    kind,
    title: kind === 'hook' ? '' : titleOf(call.arguments[0]),
    modifiers: [...implied, ...others],
    tables: callee.tables,
    body: kind === 'hook' ? call.arguments : call.arguments.slice(1),
  };
}

/** `it.failing.each(rows)` as the words it, failing, each, and its rows. */
function calleeOf(expression: ts.Expression): Callee | undefined {
  if (ts.isIdentifier(expression)) return { words: [expression.text], tables: [] };
  if (ts.isPropertyAccessExpression(expression)) {
    const owner = calleeOf(expression.expression);
    return owner && { ...owner, words: [...owner.words, expression.name.text] };
  }
  if (ts.isCallExpression(expression)) return withTables(expression.expression, expression.arguments);
  if (ts.isTaggedTemplateExpression(expression)) return withTables(expression.tag, [expression.template]);
  return undefined;
}

function withTables(each: ts.Expression, tables: readonly ts.Node[]): Callee | undefined {
  const callee = calleeOf(each);
  return callee?.words.at(-1) === 'each' ? { ...callee, tables } : undefined;
}

function titleOf(title: ts.Expression | undefined): string {
  if (title === undefined) return '';
  if (ts.isStringLiteralLike(title)) return title.text;
  return title.getText().replace(/^`|`$/g, '');
}
