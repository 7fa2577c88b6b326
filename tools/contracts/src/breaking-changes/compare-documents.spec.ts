import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareDocuments } from './compare-documents.ts';
import { readDocument } from './document.ts';

const root = resolve(__dirname, '../../../..');
const text = readFileSync(resolve(root, 'libs/contracts/card/openapi.yaml'), 'utf8');

interface Schema {
  [keyword: string]: unknown;
  properties: Record<string, Schema>;
  required: string[];
  enum: string[];
  items: Schema;
  anyOf: Schema[];
}
interface Content {
  content: Record<string, { schema: Schema }>;
}
interface Response extends Content {
  headers?: unknown;
  'x-problem-codes': string[];
}
interface Operation {
  [keyword: string]: unknown;
  parameters: { name: string; in: string; required: boolean; schema: Schema }[];
  requestBody: Content & { required: boolean };
  responses: Record<string, Response>;
}
interface Editable {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Response> };
}

function handles(document: Editable) {
  const at = <T>(value: T | undefined, what: string): T => {
    if (value === undefined) throw new Error(`The document has no ${what}`);
    return value;
  };
  const operation = (path: string, method: string) => at(document.paths[path]?.[method], `${method} ${path}`);
  const schema = (name: string) => at(document.components.schemas[name], name);
  const list = operation('/v1/cards', 'get');
  const activate = operation('/v1/cards/{card_id}/activation', 'post');
  const ping = operation('/ping', 'get');
  return {
    document,
    list,
    activate,
    ping,
    schema,
    conflict: at(activate.responses['409'], '409'),
    card: schema('Card'),
    property: (of: Schema, name: string) => at(of.properties[name], name),
    parameter: (name: string) =>
      at(
        list.parameters.find((parameter) => parameter.name === name),
        name,
      ),
    body: at(activate.requestBody.content['application/json'], 'body').schema,
    listResponse: schema('ListCardsResponse'),
  };
}
type Handles = ReturnType<typeof handles>;

const without = (values: readonly string[], value: string) => values.filter((each) => each !== value);

const mutations: [name: string, breaking: boolean, mutate: (handles: Handles) => void][] = [
  // The operation
  ['an operation is removed', true, ({ document }) => delete document.paths['/v1/cards']?.get],
  ['a path is removed', true, ({ document }) => delete document.paths['/v1/cards/{card_id}/activation']],
  [
    'a path is renamed',
    true,
    ({ document, list }) => {
      delete document.paths['/v1/cards'];
      document.paths['/v1/all-cards'] = { get: list };
    },
  ],
  [
    'an operation is added',
    false,
    ({ document, list }) => {
      document.paths['/v1/old-cards'] = { get: list };
    },
  ],
  ['a summary is reworded', false, ({ list }) => (list.summary = 'Shows all cards of a company.')],
  ['an operation is deprecated', false, ({ list }) => (list.deprecated = true)],
  ['a public operation becomes a member operation', true, ({ ping }) => (ping['x-access'] = 'member')],
  ['an operation becomes public', false, ({ list }) => (list['x-access'] = 'public')],
  [
    'a member operation becomes a machine operation',
    true,
    ({ list }) => (list['x-access'] = 'machine:cards.read'),
  ],
  // Parameters
  [
    'a required parameter is added',
    true,
    ({ list, parameter }) => list.parameters.push({ ...parameter('account_id'), name: 'kind' }),
  ],
  [
    'an optional parameter is added',
    false,
    ({ list, parameter }) => list.parameters.push({ ...parameter('cursor'), name: 'kind' }),
  ],
  ['a parameter is removed', true, ({ list }) => (list.parameters = list.parameters.slice(0, -1))],
  ['a parameter becomes required', true, ({ parameter }) => (parameter('cursor').required = true)],
  ['a parameter becomes optional', false, ({ parameter }) => (parameter('account_id').required = false)],
  ['a parameter changes its type', true, ({ parameter }) => (parameter('limit').schema.type = 'string')],
  ['a parameter lowers its maximum', true, ({ parameter }) => (parameter('limit').schema.maximum = 50)],
  ['a parameter raises its maximum', false, ({ parameter }) => (parameter('limit').schema.maximum = 500)],
  ['a parameter changes its default', true, ({ parameter }) => (parameter('limit').schema.default = 10)],
  ['a parameter gets a pattern', true, ({ parameter }) => (parameter('cursor').schema.pattern = '^a$')],
  ['a parameter loses its pattern', false, ({ parameter }) => delete parameter('account_id').schema.pattern],
  [
    'a parameter is limited to some values',
    true,
    ({ parameter }) => (parameter('cursor').schema.enum = ['a', 'b']),
  ],
  // The request's body
  [
    'a required request field is added',
    true,
    ({ body }) => {
      body.properties.pin = { ...body.properties.expires } as Schema;
      body.required.push('pin');
    },
  ],
  [
    'an optional request field is added',
    false,
    ({ body }) => {
      body.properties.pin = { ...body.properties.expires } as Schema;
    },
  ],
  [
    'a request field is removed',
    true,
    ({ body }) => {
      delete body.properties.expires;
      body.required = without(body.required, 'expires');
    },
  ],
  [
    'a request field becomes optional',
    false,
    ({ body }) => (body.required = without(body.required, 'expires')),
  ],
  [
    'a request field changes its type',
    true,
    ({ body, property }) => (property(body, 'last_four').type = 'integer'),
  ],
  [
    'a request field also accepts null',
    false,
    ({ body, property }) => (property(body, 'last_four').type = ['string', 'null']),
  ],
  ['a request body accepts other fields', false, ({ body }) => delete body.additionalProperties],
  ['a request body becomes optional', false, ({ activate }) => (activate.requestBody.required = false)],
  ['a request body is removed', true, ({ activate }) => Reflect.deleteProperty(activate, 'requestBody')],
  [
    'a request body changes its media type',
    true,
    ({ activate }) => {
      const [content] = Object.values(activate.requestBody.content);
      if (content) activate.requestBody.content = { 'application/xml': content };
    },
  ],
  // The response
  [
    'a response field is removed',
    true,
    ({ card }) => {
      delete card.properties.image_url;
      card.required = without(card.required, 'image_url');
    },
  ],
  [
    'a response field is renamed',
    true,
    ({ card, property }) => {
      card.properties.art_url = property(card, 'image_url');
      delete card.properties.image_url;
    },
  ],
  [
    'a response field is added',
    false,
    ({ card, property }) => {
      card.properties.holder = property(card, 'last_four');
      card.required.push('holder');
    },
  ],
  [
    'a response field becomes optional',
    true,
    ({ card }) => (card.required = without(card.required, 'expires')),
  ],
  [
    'a response field changes its type',
    true,
    ({ card, property }) => (property(card, 'card_id').type = 'integer'),
  ],
  [
    'a response field can become null',
    true,
    ({ card, property }) => (property(card, 'card_id').type = ['string', 'null']),
  ],
  [
    'a response field is no longer nullable',
    false,
    ({ schema, property }) => {
      const count = property(schema('Page'), 'total_count');
      count.anyOf = count.anyOf.slice(0, 1);
    },
  ],
  [
    'a response list becomes an object',
    true,
    ({ listResponse, property }) => (property(listResponse, 'data').type = 'object'),
  ],
  [
    'the items of a list lose a field',
    true,
    ({ card, listResponse, property }) => {
      const { last_four: gone, ...properties } = card.properties;
      property(listResponse, 'data').items = { ...card, properties };
    },
  ],
  ['an open response enum gets a value', false, ({ schema }) => schema('CardStatus').enum.push('melted')],
  [
    'a closed response enum gets a value',
    true,
    ({ schema, property }) => {
      property(schema('FieldError'), 'in').enum.push('header');
    },
  ],
  [
    'a response enum loses a value',
    false,
    ({ schema }) => {
      schema('CardStatus').enum = without(schema('CardStatus').enum, 'frozen');
    },
  ],
  [
    'a response enum becomes any text',
    true,
    ({ schema }) => Reflect.deleteProperty(schema('CardStatus'), 'enum'),
  ],
  [
    'a response field loses its pattern',
    true,
    ({ card, property }) => delete property(card, 'card_id').pattern,
  ],
  [
    'a description is reworded',
    false,
    ({ card, property }) => (property(card, 'expires').description = 'Until when'),
  ],
  [
    'a success changes its status',
    true,
    ({ list }) => {
      const { 200: ok, ...others } = list.responses;
      if (ok) list.responses = { ...others, 202: ok };
    },
  ],
  ['an error status is removed', false, ({ activate }) => delete activate.responses['409']],
  [
    'a problem moves to another status under a new code',
    true,
    ({ activate, conflict }) => {
      delete activate.responses['409'];
      activate.responses['423'] = { ...conflict, 'x-problem-codes': ['LOCKED'] };
    },
  ],
  [
    'a problem moves to another status under its code',
    false,
    ({ activate, conflict }) => {
      delete activate.responses['409'];
      activate.responses['423'] = conflict;
    },
  ],
  ['the only success status is removed', true, ({ list }) => delete list.responses['200']],
  [
    'an error status is added',
    false,
    ({ list, activate }) => {
      const conflict = activate.responses['409'];
      if (conflict) list.responses['409'] = conflict;
    },
  ],
  [
    'an error gets a problem code',
    false,
    ({ conflict }) => (conflict['x-problem-codes'] = [...conflict['x-problem-codes'], 'CARD_MELTED']),
  ],
  [
    'an error loses a problem code',
    false,
    ({ conflict }) => (conflict['x-problem-codes'] = without(conflict['x-problem-codes'], 'CARD_FROZEN')),
  ],
  [
    'one of several problems moves to another status under its code',
    false,
    ({ activate, conflict }) => {
      conflict['x-problem-codes'] = without(conflict['x-problem-codes'], 'CARD_FROZEN');
      activate.responses['423'] = { ...conflict, 'x-problem-codes': ['CARD_FROZEN'] };
    },
  ],
  [
    'one of several problems moves to another status under a new code',
    true,
    ({ activate, conflict }) => {
      conflict['x-problem-codes'] = without(conflict['x-problem-codes'], 'CARD_FROZEN');
      activate.responses['423'] = { ...conflict, 'x-problem-codes': ['FROZEN'] };
    },
  ],
  [
    'a problem code is renamed',
    true,
    ({ conflict }) =>
      (conflict['x-problem-codes'] = conflict['x-problem-codes'].map((code) =>
        code.replace('CARD_FROZEN', 'FROZEN'),
      )),
  ],
  [
    'the only problem code of a shared response is renamed',
    true,
    ({ document }) => {
      const { CardNotFound } = document.components.responses;
      if (CardNotFound) CardNotFound['x-problem-codes'] = ['NO_CARD'];
    },
  ],
  [
    'an error no longer lists its problem codes',
    true,
    ({ conflict }) => Reflect.deleteProperty(conflict, 'x-problem-codes'),
  ],
  [
    'a response changes its media type',
    true,
    ({ list }) => {
      const ok = list.responses['200'];
      const [content] = Object.values(ok?.content ?? {});
      if (ok && content) ok.content = { 'application/xml': content };
    },
  ],
];

const published = readDocument(text);

function editable(): Editable {
  return JSON.parse(JSON.stringify(published)) as Editable;
}

it.each(mutations)(
  'compareDocuments decides whether the change "%s" is breaking: %s',
  (_, breaking, mutate) => {
    const changed = editable();
    mutate(handles(changed));
    const changes = compareDocuments(published, { ...changed });
    expect(changes).not.toEqual([]);
    expect(changes.some((change) => change.breaking)).toBe(breaking);
  },
);

it('compareDocuments terminates for a recursive schema', () => {
  const recursive = (property: string) => {
    const document = editable();
    const { card, listResponse, property: field } = handles(document);
    card.properties[property] = field(listResponse, 'data').items;
    return { ...document };
  };
  const changes = compareDocuments(recursive('previous'), recursive('next'));
  expect(changes.filter(({ id }) => id.endsWith('previous: removed'))).not.toEqual([]);
});

it('compareDocuments finds no changes between equal documents', () => {
  expect(compareDocuments(published, readDocument(text))).toEqual([]);
});

it.each([
  ['member', 'was added'],
  ['owner', 'was added. Its access is owner'],
  ['support', 'was added. Its access is support'],
])('compareDocuments reports a new operation with the access "%s": "%s"', (access, text) => {
  const document = editable();
  const { list } = handles(document);
  document.paths['/v1/old-cards'] = { get: { ...list, 'x-access': access } };
  const changes = compareDocuments(published, { ...document });
  expect(changes).toEqual([
    expect.objectContaining({ breaking: false, message: expect.stringContaining(text) as string, access }),
  ]);
  expect(changes[0]?.message.includes('access')).toBe(access !== 'member');
});
