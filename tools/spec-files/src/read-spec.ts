import ts from 'typescript';
import { type Call, readCall } from './jest-call.ts';
import { nodesReachedFrom } from './reached-nodes.ts';

/** What becomes of a test when its spec is run. */
export type Fate = 'runs' | 'is skipped' | 'is to fail' | 'is to do';

export interface SpecTest {
  /** The title as the spec has it, with the placeholders of a table. */
  readonly title: string;
  readonly fate: Fate;
  /** The source of the test without its title and without comments, and of what it uses of the same file. */
  readonly text: string;
}

interface Found {
  readonly call: Call;
  readonly groups: readonly Call[];
  readonly hooks: readonly ts.Node[];
}

const printer = ts.createPrinter({ removeComments: true });

/** Every test that the source of a spec declares; what only looks like one (a comment, a text) is none. */
export function readSpec(source: string): SpecTest[] {
  const file = ts.createSourceFile('spec.ts', source, ts.ScriptTarget.Latest, true);
  const found = testsIn(file, { groups: [], hooks: [] });
  const isFocused = found.some((test) => hasFocus(test));
  return found.map((test) => ({
    title: test.call.title,
    fate: isFocused && !hasFocus(test) ? 'is skipped' : fateOf(test),
    text: textOf(file, test),
  }));
}

function testsIn(node: ts.Node, around: Omit<Found, 'call'>): Found[] {
  const hooks = [...around.hooks, ...hooksIn(node)];
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  return children.flatMap((child) => {
    const call = ts.isCallExpression(child) ? readCall(child) : undefined;
    if (call?.kind === 'test') return [{ call, groups: around.groups, hooks }];
    const groups = call?.kind === 'group' ? [...around.groups, call] : around.groups;
    return testsIn(child, { groups, hooks });
  });
}

/** The hooks among the statements of a block, which run for every test in it. */
function hooksIn(node: ts.Node): ts.Node[] {
  if (!ts.isSourceFile(node) && !ts.isBlock(node)) return [];
  return node.statements
    .filter(ts.isExpressionStatement)
    .map(({ expression }) => expression)
    .filter((expression) => ts.isCallExpression(expression) && readCall(expression)?.kind === 'hook');
}

function hasFocus({ call, groups }: Found): boolean {
  return [call, ...groups].some(({ modifiers }) => modifiers.includes('only'));
}

function fateOf({ call, groups }: Found): Fate {
  if ([call, ...groups].some(({ modifiers }) => modifiers.includes('skip'))) return 'is skipped';
  if (call.modifiers.includes('todo') || call.body.length === 0) return 'is to do';
  return call.modifiers.includes('failing') ? 'is to fail' : 'runs';
}

function textOf(file: ts.SourceFile, { call, groups, hooks }: Found): string {
  const own = [...call.body, ...[call, ...groups].flatMap(({ tables }) => tables), ...hooks];
  return nodesReachedFrom(own, file)
    .map((node) => printer.printNode(ts.EmitHint.Unspecified, node, file))
    .join('\n');
}
