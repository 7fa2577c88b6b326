import { resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { compareDocuments } from './compare-documents.ts';
import { type Fields, fields, resolve as follow, strings } from './document.ts';
import { expand } from './expand.ts';
import { operationsOf } from './operations-of.ts';
import { readCurrentDocuments } from './read-documents.ts';

const root = resolve(__dirname, '../../../..');
const published = [...readCurrentDocuments(root, loadManifests(root))];

/** Lists keep their order, because the order can matter. */
function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, reversed(inner)] as const);
  return Object.fromEntries(entries.reverse());
}

function cut(document: Fields, schema: unknown): { schema: Fields; path: string } | undefined {
  const { items, properties, ...rest } = expand(document, schema);
  const inItems = items === undefined ? undefined : cut(document, items);
  if (inItems) return { schema: { ...rest, items: inItems.schema }, path: `.items${inItems.path}` };
  for (const [name, property] of Object.entries(fields(properties))) {
    const inside = cut(document, property);
    if (inside)
      return {
        schema: { ...rest, properties: { ...fields(properties), [name]: inside.schema } },
        path: `.${name}${inside.path}`,
      };
  }
  const last = Object.keys(fields(properties)).at(-1);
  if (last === undefined) return undefined;
  const { [last]: gone, ...kept } = fields(properties);
  const required = strings(rest.required).filter((name) => name !== last);
  return { schema: { ...rest, properties: kept, required }, path: `.${last}` };
}

function cutEverywhere(document: Fields): { document: Fields; messages: string[] } {
  const messages: string[] = [];
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { key, definition } of operationsOf(document).values()) {
    const [method = '', path = ''] = key.split(' ');
    const responses = Object.entries(fields(definition.responses)).map(([status, response]) => {
      const { content, ...rest } = follow(document, response);
      const contents = Object.entries(fields(content));
      const formats = contents.map(([media, format]) => {
        const without = cut(document, fields(format).schema);
        if (!without) return [media, format] as const;
        const part = contents.length > 1 ? `${status} as ${media}` : status;
        messages.push(`${key}: field ${without.path.slice(1)} of response ${part} is no longer sent`);
        return [media, { ...fields(format), schema: without.schema }] as const;
      });
      return [status, { ...rest, content: Object.fromEntries(formats) }] as const;
    });
    const operation = { ...definition, responses: Object.fromEntries(responses) };
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation };
  }
  return { document: { ...document, paths }, messages };
}

it('the test reads the documents of several services', () => {
  expect(published.length).toBeGreaterThan(1);
});

describe.each(published)('the document of %s', (_, document) => {
  it('equals itself', () => {
    expect(compareDocuments(document, document)).toEqual([]);
  });

  it('equals a copy whose keys have a different order', () => {
    const other = fields(reversed(document));
    expect(JSON.stringify(other)).not.toBe(JSON.stringify(document));
    expect(compareDocuments(document, other)).toEqual([]);
  });

  it('has one breaking change for each property that is removed from a response', () => {
    const { document: other, messages } = cutEverywhere(document);
    expect(messages.length).toBeGreaterThanOrEqual(operationsOf(document).size);
    const breaking = compareDocuments(document, other).filter((change) => change.breaking);
    expect(breaking.map((change) => change.message).sort()).toEqual(messages.sort());
  });
});
