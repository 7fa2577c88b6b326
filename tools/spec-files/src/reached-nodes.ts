import ts from 'typescript';

/** The nodes, and the declarations of the file that they name, and what these name in turn. */
export function nodesReachedFrom(nodes: readonly ts.Node[], file: ts.SourceFile): ts.Node[] {
  const declarations = declarationsOf(file);
  const reached = new Set<ts.Node>();
  const open = [...nodes];
  for (let node = open.pop(); node; node = open.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    for (const name of namesIn(node)) open.push(...(declarations.get(name) ?? []));
  }
  return outermost([...reached]);
}

/** What declares each name: a function, a class, an import, a variable; of a pattern, the part with the name. */
function declarationsOf(file: ts.SourceFile): Map<string, ts.Node[]> {
  const declarations = new Map<string, ts.Node[]>();
  visit(file, (node) => {
    if (!isDeclaration(node) || !node.name || !ts.isIdentifier(node.name)) return;
    const nodes = declarations.get(node.name.text) ?? [];
    declarations.set(node.name.text, [...nodes, node, ...sourceOf(node)]);
  });
  return declarations;
}

type Declaration =
  | ts.FunctionDeclaration
  | ts.ClassDeclaration
  | ts.VariableDeclaration
  | ts.BindingElement
  | ts.ImportSpecifier;

function isDeclaration(node: ts.Node): node is Declaration {
  return (
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isVariableDeclaration(node) ||
    ts.isBindingElement(node) ||
    ts.isImportSpecifier(node)
  );
}

/** Of `const { a, b } = made`, `made` is where a comes from; b is not. */
function sourceOf(node: Declaration): ts.Node[] {
  if (!ts.isBindingElement(node)) return [];
  let owner: ts.Node = node;
  while (ts.isBindingElement(owner) || ts.isBindingName(owner)) owner = owner.parent;
  return ts.isVariableDeclaration(owner) && owner.initializer ? [owner.initializer] : [];
}

/** Identifiers that stand for a value; the name of a property says nothing of what is declared. */
function namesIn(node: ts.Node): string[] {
  const names: string[] = [];
  visit(node, (part) => {
    if (ts.isIdentifier(part) && !isPropertyName(part)) names.push(part.text);
  });
  return names;
}

function isPropertyName(identifier: ts.Identifier): boolean {
  const { parent } = identifier;
  return (
    (ts.isPropertyAccessExpression(parent) || ts.isPropertyAssignment(parent)) && parent.name === identifier
  );
}

function outermost(nodes: readonly ts.Node[]): ts.Node[] {
  const isWithin = (node: ts.Node, other: ts.Node) =>
    node !== other && node.pos >= other.pos && node.end <= other.end;
  return nodes.filter((node) => !nodes.some((other) => isWithin(node, other)));
}

function visit(node: ts.Node, look: (part: ts.Node) => void): void {
  look(node);
  ts.forEachChild(node, (child) => visit(child, look));
}
