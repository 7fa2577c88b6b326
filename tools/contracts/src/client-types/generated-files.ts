import { readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTs, { astToString } from 'openapi-typescript';
import { platformProblems } from '#contracts/vocabulary';
import { type ClientDocument, readClientDocument } from './client-document.ts';
import { keyedOperations } from './keyed-operations.ts';
import { namedTypes } from './named-types.ts';
import { openEnum } from './open-enum.ts';
import { problemCodes } from './problem-codes.ts';

const HEADER = '// Written by `npm run api-client` from libs/contracts/*/openapi.yaml; change it there.\n';

/** Where the client's generated types are. */
export function generatedFolder(root: string): string {
  return join(root, 'libs', 'api-client', 'src', 'generated');
}

/** The text of every file in that folder, by its name. */
export async function renderFiles(root: string, services: readonly string[]): Promise<Map<string, string>> {
  const documents = new Map<string, ClientDocument>();
  for (const service of services) documents.set(service, await readClientDocument(root, service));
  const files = new Map([
    ['index.ts', HEADER + renderIndex(services)],
    ['named-types.ts', HEADER + renderNamedTypes(documents)],
    ['problem-code.ts', HEADER + renderProblemCodes([...documents.values()])],
    ['keyed-operations.ts', HEADER + renderKeyedOperations([...documents.values()])],
  ]);
  for (const [service, document] of documents) {
    const text = astToString(
      await openapiTs(JSON.stringify(document), { silent: true, transform: (schema) => openEnum(schema) }),
    );
    files.set(`${service}.ts`, `${HEADER}\n${text}`);
  }
  return files;
}

/** Writes what differs, and removes what no service accounts for. */
export async function writeFiles(root: string, services: readonly string[]): Promise<void> {
  const folder = generatedFolder(root);
  const files = await renderFiles(root, services);
  for (const name of await staleFiles(root, services)) {
    const text = files.get(name);
    await (text === undefined ? rm(join(folder, name)) : writeFile(join(folder, name), text));
  }
}

/** The names of the committed files that are not what the contracts say, and of those that are missing. */
export async function staleFiles(root: string, services: readonly string[]): Promise<string[]> {
  const folder = generatedFolder(root);
  const files = await renderFiles(root, services);
  const names = new Set([...files.keys(), ...(await readdir(folder).catch(() => []))]);
  const stale: string[] = [];
  for (const name of names) {
    const committed = await readFile(join(folder, name), 'utf8').catch(() => undefined);
    if (committed !== files.get(name)) stale.push(name);
  }
  return stale;
}

/** An interface rather than an intersection: two services that disagree about a path do not compile. */
function renderIndex(services: readonly string[]): string {
  const imports = services.map((name) => `import type { paths as ${alias(name)} } from './${name}.ts';\n`);
  const aliases = services.map(alias).join(', ');
  return `${imports.join('')}\nexport type { ProblemCode } from './problem-code.ts';\n\nexport interface Paths extends ${aliases} {}\n`;
}

/** `Card` for apps, in place of `components['schemas']['Card']`. */
function renderNamedTypes(documents: ReadonlyMap<string, ClientDocument>): string {
  const types = namedTypes(documents);
  const services = [...new Set(types.map(({ service }) => service))];
  const imports = services.map(
    (name) => `import type { components as ${name.replaceAll('-', '_')} } from './${name}.ts';\n`,
  );
  const lines = types.map(
    ({ name, service }) => `export type ${name} = ${service.replaceAll('-', '_')}['schemas']['${name}'];\n`,
  );
  return `${imports.join('')}\n${lines.join('')}`;
}

/** Every operation can respond with a problem of the platform, whether its document lists it or not. */
function renderProblemCodes(documents: readonly ClientDocument[]): string {
  const ofPlatform = Object.values(platformProblems).map(({ code }) => code);
  const codes = [...new Set([...documents.flatMap(problemCodes), ...ofPlatform])].sort();
  return `\nexport type ProblemCode =\n${codes.map((code) => `  | '${code}'`).join('\n')};\n`;
}

function renderKeyedOperations(documents: readonly ClientDocument[]): string {
  const operations = documents.flatMap(keyedOperations).sort();
  const lines = operations.map((operation) => `  '${operation}',\n`).join('');
  return `\n/** The operations that take an Idempotency-Key, by method and path. */\nexport const keyedOperations: ReadonlySet<string> = new Set([\n${lines}]);\n`;
}

function alias(service: string): string {
  return `${service.replaceAll('-', '_')}_paths`;
}
