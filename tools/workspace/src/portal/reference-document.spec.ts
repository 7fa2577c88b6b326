import { execFileSync } from 'node:child_process';
import { z } from 'zod';
import { contract, data, json, openApiDocument, operation } from '#contracts/vocabulary';
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
    body: { name: z.string().describe('The name') },
    responses: { 200: json('The card', data(z.object({ name: z.string() }))) },
    examples: {
      quoted: { summary: 'A name', params: { card_id: 'card-1' }, body: { name: 'Anna\'s "card" $HOME' } },
    },
  }),
});

function described(): unknown {
  const document = openApiDocument(cards, { title: 'Cards', description: 'Cards.', servers: [] });
  return referenceDocument(document, [cards]);
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

it('marks an operation that is not built', () => {
  const { post } = pathSchema.parse(described()).paths['/v1/cards/{card_id}/name'];
  expect(post['x-badges']).toEqual([{ name: 'Not built' }]);
});

it('writes a curl command whose arguments a shell reads unchanged', () => {
  const { post } = pathSchema.parse(described()).paths['/v1/cards/{card_id}/name'];
  const sample = post['x-codeSamples'].find(({ label }) => label === 'curl')?.source ?? '';
  const script = `curl() { for last; do :; done; printf '%s|%s' "$3" "$last"; }\n${sample}`;
  const printed = execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { TOKEN: 't' } });
  expect(printed).toBe(`http://localhost:8080/v1/cards/card-1/name|{"name":"Anna's \\"card\\" $HOME"}`);
});
