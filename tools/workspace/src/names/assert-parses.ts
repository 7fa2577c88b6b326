import type { Tree } from '@nx/devkit';
import ts from 'typescript';

/**
 * Throws an Error if a changed source file does not parse, or if it declares a name twice. A generator calls this
 * function last: Nx writes the tree to disk only if the generator does not throw. Types are checked by `npm run
 * typecheck`.
 */
export function assertParses(tree: Tree): void {
  const faults = tree
    .listChanges()
    .filter(({ path, type }) => type !== 'DELETE' && path.endsWith('.ts'))
    .flatMap(({ path, content }) => faultsIn(content?.toString() ?? '').map((fault) => `${path}: ${fault}`));
  if (faults.length > 0)
    throw new Error(
      `Nothing is written, because the generated code would be invalid. Choose other names.\n${faults.join('\n')}`,
    );
}

function faultsIn(source: string): string[] {
  const { diagnostics = [] } = ts.transpileModule(source, { reportDiagnostics: true });
  const messages = diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  const names = ts
    .createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true)
    .statements.flatMap(namesOf);
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return [...messages, ...[...twice].map((name) => `${name} is declared twice`)];
}

/**
 * The names of values that a statement imports or declares. Omits types, because a type may have the same
 * name as a value.
 */
function namesOf(statement: ts.Statement): string[] {
  if (ts.isImportDeclaration(statement)) {
    const bindings = statement.importClause?.namedBindings;
    return bindings && ts.isNamedImports(bindings) ? bindings.elements.map(({ name }) => name.text) : [];
  }
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement))
    return statement.name ? [statement.name.text] : [];
  return [];
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) => (ts.isBindingElement(element) ? boundNames(element.name) : []));
}
