import type { Tree } from '@nx/devkit';
import ts from 'typescript';
import type { DeclaredOperation } from '#libs/briefs';
import { valuesOf, readValues } from './read-values.ts';

type Files = Pick<Tree, 'read' | 'children'>;

/** Reads the contracts from the tree, because some changes may not be on disk yet. */
export function readOperations(tree: Files, services: readonly string[]): DeclaredOperation[] {
  return services.flatMap((service) => {
    const source = tree.read(`libs/contracts/${service}/src/${service}.contract.ts`, 'utf8');
    if (source === null) return [];
    const values = readValues(tree.read(`libs/contracts/${service}/openapi.yaml`, 'utf8') ?? '');
    return operationsIn(service, source).map((each) => ({ ...each, ...valuesOf(values, each.id) }));
  });
}

/** The schema names in the OpenAPI documents: `Card` from `.meta({ id: 'Card' })`. */
export function readSchemaIds(tree: Files, services: readonly string[]): Set<string> {
  const sources = services.flatMap((service) => {
    const folder = `libs/contracts/${service}/src`;
    return tree.children(folder).map((file) => tree.read(`${folder}/${file}`, 'utf8') ?? '');
  });
  return new Set(
    sources.flatMap((source) => [...source.matchAll(/\bid: '([A-Z]\w*)'/g)].map(([, id = '']) => id)),
  );
}

type Literals = Omit<DeclaredOperation, 'sends' | 'shows' | 'isList'>;

function operationsIn(service: string, source: string): Literals[] {
  const file = ts.createSourceFile('source.ts', source, ts.ScriptTarget.Latest, true);
  const found: Literals[] = [];
  const visit = (node: ts.Node): void => {
    const definition = ts.isPropertyAssignment(node) ? definitionOf(node.initializer) : undefined;
    if (definition && ts.isPropertyAssignment(node))
      found.push({ service, id: node.name.getText(), ...literalsOf(definition) });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function definitionOf(node: ts.Node): ts.ObjectLiteralExpression | undefined {
  if (!ts.isCallExpression(node) || node.expression.getText() !== 'operation') return undefined;
  const [definition] = node.arguments;
  return definition && ts.isObjectLiteralExpression(definition) ? definition : undefined;
}

function literalsOf(definition: ts.ObjectLiteralExpression): Omit<Literals, 'service' | 'id'> {
  const literals = new Map(
    definition.properties
      .filter(ts.isPropertyAssignment)
      .map(({ name, initializer }) => [
        name.getText(),
        ts.isStringLiteralLike(initializer) ? initializer.text : '',
      ]),
  );
  return {
    method: literals.get('method') ?? '',
    paths: [literals.get('path'), literals.get('referencePath')].filter((path) => path !== undefined),
    summary: literals.get('summary') ?? '',
    access: literals.get('access') ?? '',
  };
}
