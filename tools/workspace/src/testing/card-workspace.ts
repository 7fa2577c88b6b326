import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A workspace with two services and one operation in each. Only card has an app. */
const files = {
  'apps/card/service.json': JSON.stringify({
    name: 'card',
    purpose: 'Cards.',
    owner: '@qred/test',
    port: 3000,
    default: true,
    database: true,
  }),
  'apps/card/src/app.module.ts': `import { Module } from '@nestjs/common';
import { CardsController } from './cards/cards.controller.ts';

@Module({ controllers: [CardsController] })
export class AppModule {}
`,
  'apps/card/src/schema.ts': `import type { DatabaseSchema } from '#libs/database';
import { CardEntity } from './cards/card.entity.ts';

export const schema: DatabaseSchema = { entities: [CardEntity], migrations: [] };
`,
  'apps/card/src/seed/seed.ts': `import type { SeedContext } from '#libs/service-kit';

export async function seed({ dataSource }: SeedContext): Promise<void> {
  await dataSource.query('SELECT 1');
}
`,
  'apps/card/src/cards/card.entity.ts': '',
  'libs/contracts/card/src/index.ts': `export * from './card.contract.ts';\n`,
  'libs/contracts/card/src/card.problems.ts': `import { problemType } from '#contracts/vocabulary';

export const cardNotFound = problemType({ code: 'CARD_NOT_FOUND', status: 404, title: 'There is no such card' });

export const activationProblems = {
  CARD_BLOCKED: problemType({ code: 'CARD_BLOCKED', status: 409, title: 'The card is blocked' }),
} as const;
`,
  'libs/contracts/card/src/card.contract.ts': `import { contract, identifier, json, list, operation, pageParameters } from '#contracts/vocabulary';
import { card } from './card.schemas.ts';

export const cardContract = contract('card', {
  listCards: operation({
    method: 'GET',
    path: '/v1/cards',
    summary: 'Lists cards.',
    access: 'member',
    exposure: 'edge',
    query: { account_id: identifier, ...pageParameters },
    responses: { 200: json('The cards', list(card)) },
  }),
});
`,
  'apps/invoice/service.json': JSON.stringify({
    name: 'invoice',
    purpose: 'Invoices.',
    owner: '@qred/test',
    port: 3001,
  }),
  'libs/contracts/invoice/src/index.ts': `export * from './invoice.contract.ts';\n`,
  'libs/contracts/invoice/src/invoice.contract.ts': `import { contract, identifier, json, list, operation, pageParameters } from '#contracts/vocabulary';
import { z } from 'zod';

const invoiceLine = z.object({ text: z.string() }).meta({ id: 'InvoiceLine' });

export const invoiceContract = contract('invoice', {
  listLines: operation({
    method: 'GET',
    path: '/v1/invoice-lines',
    summary: 'Lists lines.',
    access: 'member',
    exposure: 'edge',
    query: { account_id: identifier, ...pageParameters },
    responses: { 200: json('The lines', list(invoiceLine)) },
  }),
});
`,
  'libs/contracts/card/src/card.schemas.ts': `import { identifier } from '#contracts/vocabulary';
import { z } from 'zod';

export const card = z.object({ card_id: identifier }).meta({ id: 'Card' });
`,
  'docs/screens/none.txt': '',
  'briefs/freeze-card.yaml': `service: card
name: freeze card
does: Freezes a card, so that nothing can be bought with it.
about: card
shows: one thing
values: [{ name: status, from: the card, example: 'one of: frozen, active' }]
when_nothing: There is no such card
who: members of the company
changes: freeze
send: [{ name: reason, example: 'one of: lost, stolen' }]
goes_wrong:
  - { when: the card is blocked, told: The card is blocked }
  - { when: the card is frozen already, told: The card is frozen already }
`,
  'briefs/list-limits.yaml': `service: card
name: list card limits
does: Shows how much may be bought with each card.
about: card limit
shows: a list
values: [{ name: monthly limit, from: the agreement, example: 5 400 kr }]
when_nothing: No card has a limit
who: members of the company
changes: no
goes_wrong: []
`,
} as const;

export function createCardWorkspace(): string {
  const root = mkdtempSync(join(tmpdir(), 'qred-card-'));
  for (const [file, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  }
  return root;
}
