import { readValues, valuesOf } from './read-values.ts';

const DOCUMENT = `
paths:
  /v1/cards:
    get:
      operationId: listCards
      parameters: [{ name: account_id, in: query }, { name: status, in: query, schema: { enum: [active, frozen] } }, { $ref: '#/x' }]
      responses:
        '200':
          content: { application/json: { schema: { properties: { data: { type: array, items: { $ref: '#/components/schemas/Card' } } } } } }
    post:
      operationId: orderCard
      requestBody: { content: { application/json: { schema: { properties: { name: {} } } } } }
      responses:
        '201':
          content: { application/json: { schema: { properties: { data: { $ref: '#/components/schemas/Card' } } } } }
components:
  schemas:
    Card: { properties: { card_id: {}, status: { $ref: '#/components/schemas/Status' } } }
    Status: { type: string, enum: [active, blocked, unknown] }
`;

it('readValues finds the names of the values in requests and responses', () => {
  const values = readValues(DOCUMENT);
  expect(valuesOf(values, 'listCards')).toEqual({
    sends: [],
    shows: ['card_id', 'status'],
    isList: true,
    filters: ['status'],
    choices: { status: ['active', 'blocked', 'frozen'] },
  });
  expect(valuesOf(values, 'orderCard')).toEqual({
    sends: ['name'],
    shows: ['card_id', 'status'],
    isList: false,
    filters: [],
    choices: { status: ['active', 'blocked'] },
  });
});

it('readValues finds no values for an operation that is not in an OpenAPI document yet', () => {
  expect(valuesOf(readValues(''), 'listCards')).toEqual({
    sends: [],
    shows: [],
    isList: false,
    filters: [],
    choices: {},
  });
});
