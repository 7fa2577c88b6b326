import { z } from 'zod';
import { type Contract, contract, data, json, operation } from '#contracts/vocabulary';
import { openApiDocument } from '#libs/openapi';
import { referenceDocument } from './reference-document.ts';

const cards = contract('card', {
  nameCard: operation({
    method: 'POST',
    path: '/v1/cards/{card_id}/name',
    summary: 'Names a card.',
    built: false,
    access: 'member',
    exposure: 'edge',
    params: { card_id: z.string().describe('The id of the card') },
    query: { copies: z.coerce.number().describe('How many copies') },
    body: { name: z.string().describe('The name') },
    responses: { 200: json('The card', data(z.object({ name: z.string() }))) },
    examples: {
      quoted: {
        summary: 'A name',
        params: { card_id: 'card-1' },
        query: { copies: '2' },
        body: { name: 'Anna\'s "card"' },
      },
    },
  }),
});

function described(contract: Contract = cards): unknown {
  const document = openApiDocument(contract, { title: 'Cards', description: 'Cards.', servers: [] });
  return referenceDocument(document, [contract]);
}

const pathSchema = z.object({
  paths: z.object({
    '/v1/cards/{card_id}/name': z.object({
      post: z.object({
        'x-codeSamples': z.array(z.object({ label: z.string(), source: z.string() })),
        'x-badges': z.array(z.object({ name: z.string() })),
      }),
    }),
  }),
});

it('the API reference marks an operation that is not built as "Not built"', () => {
  const { post } = pathSchema.parse(described()).paths['/v1/cards/{card_id}/name'];
  expect(post['x-badges']).toEqual([{ name: 'Not built' }]);
});

it.each([
  ['owner', 'Owners only', '--account card-blocked --role owner'],
  ['support', "Qred's support only", '--role support'],
] as const)(
  'the API reference shows a badge and a suitable token for an operation with the access "%s"',
  (access, name, options) => {
    const { nameCard } = cards.operations;
    const examples = { quoted: { ...nameCard.examples.quoted, summary: 'A name', account: 'card-blocked' } };
    const { id, ...operationForRole } = { ...nameCard, access, built: true, examples };
    const document = described(contract('card', { [id]: operationForRole }));
    const { post } = pathSchema.parse(document).paths['/v1/cards/{card_id}/name'];
    expect(post['x-badges']).toEqual([{ name }]);
    expect(post['x-codeSamples'][0]?.source).toContain(`npm run --silent token -- ${options})`);
  },
);

it('the API reference shows a call in the typed client with the values of an example', () => {
  const { post } = pathSchema.parse(described()).paths['/v1/cards/{card_id}/name'];
  const [sample] = post['x-codeSamples'];
  expect(sample).toMatchObject({ label: 'TypeScript' });
  expect(sample?.source).toContain("await api.post('/v1/cards/{card_id}/name', {");
  expect(sample?.source).toContain('"copies": 2');
  expect(sample?.source).toContain(String.raw`"name": "Anna's \"card\""`);
});
