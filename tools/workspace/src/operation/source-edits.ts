import ts from 'typescript';

/** Adds names to the import of a module. If there is no such import, adds one. Existing names stay. */
export function addImports(source: string, module: string, names: readonly string[]): string {
  const file = parse(source);
  const imports = file.statements.filter(ts.isImportDeclaration);
  const present = imports.find(({ moduleSpecifier }) => textOf(moduleSpecifier) === module);
  const elements = namedImports(present);
  const known = elements.map(({ name }) => name.text);
  const missing = [...new Set(names)].filter((name) => !known.includes(name));
  if (missing.length === 0) return source;
  const last = elements.at(-1);
  if (last) return insert(source, last.end, `, ${missing.join(', ')}`);
  const line = `import { ${missing.join(', ')} } from '${module}';\n`;
  const after = imports.at(-1);
  return insert(source, after ? after.end + 1 : 0, line);
}

export function importsOf(source: string): { module: string; names: string[] }[] {
  return parse(source)
    .statements.filter(ts.isImportDeclaration)
    .map((declaration) => ({
      module: textOf(declaration.moduleSpecifier),
      names: namedImports(declaration).map(({ name }) => name.text),
    }));
}

/** Adds an entry to the second argument of a call, which must be an object. */
export function addToCall(source: string, callee: string, entry: string): string {
  const call = find(
    parse(source),
    (node): node is ts.CallExpression => ts.isCallExpression(node) && textOf(node.expression) === callee,
  );
  const object = call?.arguments[1];
  if (!object || !ts.isObjectLiteralExpression(object)) throw new Error(`There is no ${callee}('…', { … })`);
  return insert(source, object.end - 1, `${separator(source, object.properties)}${entry},\n`);
}

/** The source text of an operation's property. Undefined if the operation has no such property. */
export function propertyText(source: string, operationId: string, property: string): string | undefined {
  const operation = find(
    parse(source),
    (node): node is ts.PropertyAssignment =>
      ts.isPropertyAssignment(node) && textOf(node.name) === operationId,
  );
  const given =
    operation &&
    find(
      operation.initializer,
      (node): node is ts.PropertyAssignment =>
        ts.isPropertyAssignment(node) && textOf(node.name) === property,
    );
  return given?.initializer.getText();
}

/** Adds elements to a list in a Nest module, such as `controllers`. Existing elements stay. */
export function addToModule(source: string, list: string, elements: readonly string[]): string {
  const module = find(
    parse(source),
    (node): node is ts.CallExpression => ts.isCallExpression(node) && textOf(node.expression) === 'Module',
  )?.arguments[0];
  if (!module || !ts.isObjectLiteralExpression(module)) throw new Error('There is no @Module({ … })');
  const array = find(
    module,
    (node): node is ts.PropertyAssignment => ts.isPropertyAssignment(node) && textOf(node.name) === list,
  )?.initializer;
  if (!array)
    return insert(
      source,
      module.end - 1,
      `${separator(source, module.properties)}${list}: [${elements.join(', ')}],`,
    );
  if (!ts.isArrayLiteralExpression(array)) throw new Error(`There is no ${list}: […] in @Module`);
  const present = array.elements.map((element) => element.getText());
  const missing = elements.filter((element) => !present.includes(element));
  if (missing.length === 0) return source;
  return insert(source, array.end - 1, `${separator(source, array.elements)}${missing.join(', ')}`);
}

/** Adds an element to an array property, such as `entities` in a database schema. */
export function addToArray(source: string, property: string, element: string): string {
  const array = find(
    parse(source),
    (node): node is ts.PropertyAssignment => ts.isPropertyAssignment(node) && textOf(node.name) === property,
  )?.initializer;
  if (!array || !ts.isArrayLiteralExpression(array)) throw new Error(`There is no ${property}: […]`);
  return insert(source, array.end - 1, `${separator(source, array.elements)}${element}`);
}

export function addToFunction(source: string, name: string, statement: string): string {
  const body = find(
    parse(source),
    (node): node is ts.FunctionDeclaration => ts.isFunctionDeclaration(node) && node.name?.text === name,
  )?.body;
  if (!body) throw new Error(`There is no function ${name}`);
  return insert(source, body.end - 1, `  ${statement}\n`);
}

export function exportedConstants(source: string): string[] {
  return parse(source)
    .statements.filter(ts.isVariableStatement)
    .filter(({ modifiers }) => modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword))
    .flatMap(({ declarationList }) => declarationList.declarations.map(({ name }) => name.getText()));
}

/** The expression for the problem with this code: `cardNotFound` or `activationProblems.CARD_FROZEN`. */
export function problemExpression(source: string, code: string): string | undefined {
  const declared = find(
    parse(source),
    (node): node is ts.PropertyAssignment =>
      ts.isPropertyAssignment(node) && textOf(node.name) === 'code' && textOf(node.initializer) === code,
  );
  const names: string[] = [];
  for (let node: ts.Node | undefined = declared?.parent; node; node = node.parent) {
    if (ts.isPropertyAssignment(node) || ts.isVariableDeclaration(node)) names.unshift(node.name.getText());
  }
  return names.length > 0 ? names.join('.') : undefined;
}

function namedImports(declaration: ts.ImportDeclaration | undefined): readonly ts.ImportSpecifier[] {
  const bindings = declaration?.importClause?.namedBindings;
  return bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
}

function parse(source: string): ts.SourceFile {
  return ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
}

function find<N extends ts.Node>(node: ts.Node, is: (node: ts.Node) => node is N): N | undefined {
  return is(node) ? node : ts.forEachChild(node, (child) => find(child, is));
}

function separator(source: string, items: ts.NodeArray<ts.Node>): string {
  const last = items.at(-1);
  return last && !items.hasTrailingComma && source[last.end] !== ',' ? ', ' : '';
}

function textOf(node: ts.Node): string {
  return ts.isStringLiteralLike(node) || ts.isIdentifier(node) ? node.text : node.getText();
}

function insert(source: string, position: number, text: string): string {
  return source.slice(0, position) + text + source.slice(position);
}
