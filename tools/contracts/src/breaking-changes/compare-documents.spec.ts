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
  security: object[];
}
interface Editable {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema>; responses: Record<string, Response> };
}

/** What a contract can have done to it, within reach. */
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
    answer: schema('ListCardsResponse'),
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
  ['a summary is told in other words', false, ({ list }) => (list.summary = 'Shows all cards of a company.')],
  ['an operation is deprecated', false, ({ list }) => (list.deprecated = true)],
  ['what was public wants credentials', true, ({ ping }) => (ping.security = [{ bearer: [] }])],
  [
    'what wanted credentials is public',
    false,
    ({ list }) => {
      list.security = [];
      list['x-access'] = 'public';
    },
  ],
  ['what was for members is for machines', true, ({ list }) => (list['x-access'] = 'machine:cards.read')],
  ['a second credential is wanted', true, ({ list }) => (list.security = [{ bearer: [], key: [] }])],
  [
    'another credential will do as well',
    false,
    ({ list }) => (list.security = [{ bearer: [] }, { key: [] }]),
  ],
  // Parameters
  [
    'a parameter that must be sent is added',
    true,
    ({ list, parameter }) => list.parameters.push({ ...parameter('account_id'), name: 'kind' }),
  ],
  [
    'a parameter that can be left out is added',
    false,
    ({ list, parameter }) => list.parameters.push({ ...parameter('cursor'), name: 'kind' }),
  ],
  ['a parameter is removed', true, ({ list }) => (list.parameters = list.parameters.slice(0, -1))],
  ['a parameter must be sent', true, ({ parameter }) => (parameter('cursor').required = true)],
  ['a parameter can be left out', false, ({ parameter }) => (parameter('account_id').required = false)],
  ['a parameter has another type', true, ({ parameter }) => (parameter('limit').schema.type = 'string')],
  ['a parameter takes less', true, ({ parameter }) => (parameter('limit').schema.maximum = 50)],
  ['a parameter takes more', false, ({ parameter }) => (parameter('limit').schema.maximum = 500)],
  ['a parameter has another default', true, ({ parameter }) => (parameter('limit').schema.default = 10)],
  ['a parameter gets a pattern', true, ({ parameter }) => (parameter('cursor').schema.pattern = '^a$')],
  ['a parameter loses its pattern', false, ({ parameter }) => delete parameter('account_id').schema.pattern],
  [
    'a parameter is limited to some values',
    true,
    ({ parameter }) => (parameter('cursor').schema.enum = ['a', 'b']),
  ],
  // The request's body
  [
    'a field that must be sent is added',
    true,
    ({ body }) => {
      body.properties.pin = { ...body.properties.expires } as Schema;
      body.required.push('pin');
    },
  ],
  [
    'a field that can be left out is added',
    false,
    ({ body }) => {
      body.properties.pin = { ...body.properties.expires } as Schema;
    },
  ],
  [
    'a field is no longer taken',
    true,
    ({ body }) => {
      delete body.properties.expires;
      body.required = without(body.required, 'expires');
    },
  ],
  ['a field can be left out', false, ({ body }) => (body.required = without(body.required, 'expires'))],
  ['a field has another type', true, ({ body, property }) => (property(body, 'last_four').type = 'integer')],
  [
    'a field takes null as well',
    false,
    ({ body, property }) => (property(body, 'last_four').type = ['string', 'null']),
  ],
  ['other fields are taken', false, ({ body }) => delete body.additionalProperties],
  ['a body can be left out', false, ({ activate }) => (activate.requestBody.required = false)],
  ['a body is no longer taken', true, ({ activate }) => Reflect.deleteProperty(activate, 'requestBody')],
  [
    'a body must be of another kind',
    true,
    ({ activate }) => {
      const [content] = Object.values(activate.requestBody.content);
      if (content) activate.requestBody.content = { 'application/xml': content };
    },
  ],
  // The answer
  [
    'a field is no longer answered',
    true,
    ({ card }) => {
      delete card.properties.image_url;
      card.required = without(card.required, 'image_url');
    },
  ],
  [
    'a field is renamed',
    true,
    ({ card, property }) => {
      card.properties.art_url = property(card, 'image_url');
      delete card.properties.image_url;
    },
  ],
  [
    'a field is answered besides',
    false,
    ({ card, property }) => {
      card.properties.holder = property(card, 'last_four');
      card.required.push('holder');
    },
  ],
  ['a field can be missing', true, ({ card }) => (card.required = without(card.required, 'expires'))],
  [
    'a field of the answer has another type',
    true,
    ({ card, property }) => (property(card, 'card_id').type = 'integer'),
  ],
  [
    'a field can be null',
    true,
    ({ card, property }) => (property(card, 'card_id').type = ['string', 'null']),
  ],
  [
    'a field is never null any more',
    false,
    ({ schema, property }) => {
      const count = property(schema('Page'), 'total_count');
      count.anyOf = count.anyOf.slice(0, 1);
    },
  ],
  ['a list becomes an object', true, ({ answer, property }) => (property(answer, 'data').type = 'object')],
  [
    'the items of a list lose a field',
    true,
    ({ card, answer, property }) => {
      const { last_four: gone, ...properties } = card.properties;
      property(answer, 'data').items = { ...card, properties };
    },
  ],
  ['an open enum of the answer grows', false, ({ schema }) => schema('CardStatus').enum.push('melted')],
  [
    'a closed enum of the answer grows',
    true,
    ({ schema, property }) => {
      property(schema('FieldError'), 'in').enum.push('header');
    },
  ],
  [
    'a value is never answered any more',
    false,
    ({ schema }) => {
      schema('CardStatus').enum = without(schema('CardStatus').enum, 'frozen');
    },
  ],
  [
    'an enum of the answer becomes any text',
    true,
    ({ schema }) => Reflect.deleteProperty(schema('CardStatus'), 'enum'),
  ],
  ['an answer loses its pattern', true, ({ card, property }) => delete property(card, 'card_id').pattern],
  [
    'a description is told in other words',
    false,
    ({ card, property }) => (property(card, 'expires').description = 'Until when'),
  ],
  [
    'a success has another status',
    true,
    ({ list }) => {
      const { 200: ok, ...others } = list.responses;
      if (ok) list.responses = { ...others, 202: ok };
    },
  ],
  ['a status is no longer answered', true, ({ activate }) => delete activate.responses['409']],
  [
    'an error is added',
    false,
    ({ list, activate }) => {
      const conflict = activate.responses['409'];
      if (conflict) list.responses['409'] = conflict;
    },
  ],
  [
    'an error can have another problem',
    false,
    ({ conflict }) => (conflict['x-problem-codes'] = [...conflict['x-problem-codes'], 'CARD_MELTED']),
  ],
  [
    'an error has a problem no longer',
    true,
    ({ conflict }) => (conflict['x-problem-codes'] = without(conflict['x-problem-codes'], 'CARD_FROZEN')),
  ],
  [
    'a problem has another code',
    true,
    ({ conflict }) =>
      (conflict['x-problem-codes'] = conflict['x-problem-codes'].map((code) =>
        code.replace('CARD_FROZEN', 'FROZEN'),
      )),
  ],
  [
    'the only problem of an answer that operations share has another code',
    true,
    ({ document }) => {
      const { CardNotFound } = document.components.responses;
      if (CardNotFound) CardNotFound['x-problem-codes'] = ['NO_CARD'];
    },
  ],
  [
    'an error no longer lists its problems',
    true,
    ({ conflict }) => Reflect.deleteProperty(conflict, 'x-problem-codes'),
  ],
  [
    'an answer is of another kind',
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

it('knows at least 30 mutations', () => {
  expect(mutations.length).toBeGreaterThanOrEqual(30);
});

it.each(mutations)('%s: breaking is %s', (_, breaking, mutate) => {
  const changed = editable();
  mutate(handles(changed));
  const changes = compareDocuments(published, { ...changed });
  expect(changes).not.toEqual([]);
  expect(changes.some((change) => change.breaking)).toBe(breaking);
});

it('terminates for a recursive schema', () => {
  const recursive = (property: string) => {
    const document = editable();
    const { card, answer, property: field } = handles(document);
    card.properties[property] = field(answer, 'data').items;
    return { ...document };
  };
  const changes = compareDocuments(recursive('previous'), recursive('next'));
  expect(changes.filter(({ id }) => id.endsWith('previous: removed'))).not.toEqual([]);
});

it('finds no change between equal documents', () => {
  expect(compareDocuments(published, readDocument(text))).toEqual([]);
});
