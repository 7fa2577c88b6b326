import ts from 'typescript';
import { addImports, importsOf } from './source-edits.ts';

export interface Merged {
  readonly source: string;
  /** The places that are not updated, because people changed them. */
  readonly kept: readonly string[];
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A property of an object literal, or a declaration in a file. */
interface Member {
  readonly name: string;
  readonly node: ts.Node;
  /** Undefined if the value can't be merged. */
  readonly value?: ts.Node;
}

/**
 * Applies the difference between two versions of generated code to the present code, and keeps what people
 * wrote. If both the generator and people changed a place, the people's version stays. In the object `alike`,
 * a change to the first generated member also applies to members that people added.
 */
export function mergeSources(base: string, next: string, present: string, alike?: string): Merged {
  return mergeNodes(parse(base), parse(next), parse(addImportsOf(next, present)), alike);
}

/** Like `mergeSources`, but for one property of an object literal, such as an operation in a contract. */
export function mergeEntry(base: string, next: string, present: string, name: string): Merged {
  const parsed = (entry: string) => entryOf(parse(`const x = { ${entry} };`), name);
  return mergeNodes(parsed(base), parsed(next), entryOf(parse(present), name));
}

function mergeNodes(base: ts.Node, next: ts.Node, present: ts.Node, alike?: string): Merged {
  const merge = new Merge(alike);
  merge.node(base, next, present, '');
  const { text } = present.getSourceFile();
  const source = merge.edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((code, { start, end, text: added }) => code.slice(0, start) + added + code.slice(end), text);
  return { source: removeUnusedImports(source), kept: merge.kept };
}

class Merge {
  readonly edits: Edit[] = [];
  readonly kept: string[] = [];

  private readonly alike: string | undefined;

  constructor(alike: string | undefined) {
    this.alike = alike;
  }

  node(base: ts.Node, next: ts.Node, present: ts.Node, place: string): void {
    if (isSame(base, next) || isSame(next, present)) return;
    if (ts.isAsExpression(base) && ts.isAsExpression(next) && ts.isAsExpression(present))
      return this.node(base.expression, next.expression, present.expression, place);
    if (isBody(base) && isBody(next) && isBody(present)) return this.members(base, next, present, place);
    if (isArray(base) && isArray(next) && isArray(present)) return this.elements(base, next, present, place);
    if (ts.isCallExpression(base) && ts.isCallExpression(next) && ts.isCallExpression(present)) {
      if (this.call(base, next, present, place)) return;
    }
    if (isSame(base, present)) this.replace(present, next.getText());
    else this.kept.push(place);
  }

  /** Merges argument by argument if the calls have the same function or method name. */
  private call(
    base: ts.CallExpression,
    next: ts.CallExpression,
    present: ts.CallExpression,
    place: string,
  ): boolean {
    const lengths = new Set([base, next, present].map((node) => node.arguments.length));
    if (lengths.size > 1) return false;
    const callees = [base, next, present].map(({ expression }) => expression);
    const objects = callees.flatMap((callee) =>
      ts.isPropertyAccessExpression(callee) ? [callee.expression] : [],
    );
    const [from, to, of] = objects;
    const methods = callees.map((callee) => (ts.isPropertyAccessExpression(callee) ? callee.name.text : ''));
    if (from && to && of && new Set(methods).size === 1) this.node(from, to, of, place);
    else if (!isSame(base.expression, next.expression)) return false;
    base.arguments.forEach((argument, at) => {
      const [to, of] = [next.arguments[at], present.arguments[at]];
      if (to && of) this.node(argument, to, of, place);
    });
    return true;
  }

  private members(base: Body, next: Body, present: Body, place: string): void {
    const [old, wanted, found] = [membersOf(base), membersOf(next), membersOf(present)];
    const separator = ts.isSourceFile(present) ? '\n\n' : ', ';
    let after: Member | undefined;
    const added = new Map<Member | undefined, string[]>();
    for (const member of wanted.values()) {
      const [before, here] = [old.get(member.name), found.get(member.name)];
      if (here) after = here;
      if (here?.value && before?.value && member.value)
        this.node(before.value, member.value, here.value, `${place && `${place}.`}${member.name}`);
      else if (!here && !before) added.set(after, [...(added.get(after) ?? []), member.node.getText()]);
      else if (!here && before && !isSame(before.node, member.node))
        this.kept.push(`${place}.${member.name}`);
    }
    for (const member of old.values()) {
      const here = wanted.has(member.name) ? undefined : found.get(member.name);
      if (here && isSame(member.node, here.node)) this.remove(here.node);
      else if (here) this.kept.push(`${place}.${here.name}`);
    }
    for (const [anchor, texts] of added) this.insert(present, anchor?.node, texts, separator);
    if (place === this.alike) this.others(old, wanted, found);
  }

  /**
   * Applies the change of the first generated member to the members that people added. A member that does not
   * fit stays unchanged, and is not reported.
   */
  private others(old: Members, wanted: Members, found: Members): void {
    const [[name = ''] = []] = old;
    const [from, to] = [old.get(name)?.value, wanted.get(name)?.value];
    for (const { name: other, value } of found.values()) {
      if (!from || !to || !value || old.has(other)) continue;
      const merge = new Merge(undefined);
      merge.node(from, to, value, other);
      this.edits.push(...merge.edits);
    }
  }

  private elements(base: Elements, next: Elements, present: Elements, place: string): void {
    const [from, to] = [base.elements[0], next.elements[0]];
    if (from && to && base.elements.length === 1 && next.elements.length === 1) {
      for (const element of present.elements) this.node(from, to, element, place);
      return;
    }
    const has = ({ elements }: Elements, wanted: ts.Node) => elements.some((each) => isSame(each, wanted));
    const isRemoved = (element: ts.Node) => has(base, element) && !has(next, element);
    present.elements.filter(isRemoved).forEach((element) => this.remove(element));
    const last = present.elements.findLast((element) => !isRemoved(element));
    const added = next.elements.filter((element) => !has(base, element) && !has(present, element));
    if (added.length > 0)
      this.insert(
        present,
        last,
        added.map((element) => element.getText()),
        ', ',
      );
  }

  private replace(node: ts.Node, text: string): void {
    this.edits.push({ start: node.getStart(), end: node.end, text });
  }

  private remove(node: ts.Node): void {
    const { text } = node.getSourceFile();
    this.edits.push({ start: node.pos, end: node.end + (text[node.end] === ',' ? 1 : 0), text: '' });
  }

  private insert(
    into: Body | Elements,
    after: ts.Node | undefined,
    texts: readonly string[],
    separator: string,
  ): void {
    if (after) {
      const text = texts.map((each) => separator + each).join('');
      this.edits.push({ start: after.end, end: after.end, text });
      return;
    }
    const start = ts.isSourceFile(into) ? into.end : into.getStart() + 1;
    this.edits.push({ start, end: start, text: texts.map((each) => each + separator).join('') });
  }
}

type Body = ts.ObjectLiteralExpression | ts.SourceFile;
type Elements = ts.ArrayLiteralExpression;
type Members = ReadonlyMap<string, Member>;

const isArray = ts.isArrayLiteralExpression;

function isBody(node: ts.Node): node is Body {
  return ts.isObjectLiteralExpression(node) || ts.isSourceFile(node);
}

function membersOf(body: Body): Members {
  const members = ts.isSourceFile(body) ? body.statements.flatMap(constants) : body.properties.map(property);
  return new Map(members.map((member) => [member.name, member]));
}

function property(node: ts.ObjectLiteralElementLike): Member {
  if (!ts.isPropertyAssignment(node)) return { name: node.getText(), node };
  return { name: nameOf(node.name), node, value: node.initializer };
}

function constants(node: ts.Statement): Member[] {
  if (!ts.isVariableStatement(node)) return [];
  return node.declarationList.declarations.map(({ name, initializer }) => ({
    name: name.getText(),
    node,
    ...(initializer && { value: initializer }),
  }));
}

function entryOf(file: ts.SourceFile, name: string): ts.Node {
  const find = (node: ts.Node): ts.PropertyAssignment | undefined => {
    const isEntry = ts.isPropertyAssignment(node) && ts.isCallExpression(node.initializer);
    return isEntry && nameOf(node.name) === name ? node : ts.forEachChild(node, find);
  };
  const entry = find(file);
  if (!entry) throw new Error(`The contract has no ${name}: operation({ … })`);
  return entry.initializer;
}

function nameOf(name: ts.PropertyName): string {
  return ts.isIdentifier(name) || ts.isStringLiteral(name) ? name.text : name.getText();
}

function isSame(one: ts.Node, other: ts.Node): boolean {
  return tokensOf(one) === tokensOf(other);
}

/**
 * Removes everything that a formatter can change: spaces, comments, trailing commas and kinds of quotation
 * marks.
 */
function tokensOf(node: ts.Node): string {
  if (ts.isStringLiteralLike(node)) return JSON.stringify(node.text);
  const children = node.getChildren();
  if (children.length === 0) return node.getText();
  const tokens = children.map(tokensOf).filter(Boolean);
  return (tokens.at(-1) === ',' ? tokens.slice(0, -1) : tokens).join(' ');
}

function parse(source: string): ts.SourceFile {
  return ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
}

function addImportsOf(from: string, to: string): string {
  return importsOf(from).reduce((source, { module, names }) => addImports(source, module, names), to);
}

function removeUnusedImports(source: string): string {
  const file = 'source.ts';
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ noLib: true, allowImportingTsExtensions: true }),
    getCurrentDirectory: () => '',
    getDefaultLibFileName: () => '',
    getScriptFileNames: () => [file],
    getScriptVersion: () => '',
    getScriptSnapshot: (name) => (name === file ? ts.ScriptSnapshot.fromString(source) : undefined),
    fileExists: (name) => name === file,
    readFile: (name) => (name === file ? source : undefined),
  });
  const scope = { type: 'file', fileName: file, mode: ts.OrganizeImportsMode.RemoveUnused } as const;
  return service
    .organizeImports(scope, {}, {})
    .flatMap(({ textChanges }) => textChanges)
    .toReversed()
    .reduce(
      (text, { span, newText }) => text.slice(0, span.start) + newText + text.slice(span.start + span.length),
      source,
    );
}
