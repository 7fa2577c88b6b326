import { stringify } from 'yaml';
import { checkBrief } from '../check-brief.ts';
import type { DeclaredOperation, Existing, OtherBrief } from '../existing.ts';

const existing: Existing = {
  services: [
    { name: 'account', purpose: 'Companies.', calls: ['card', 'transaction'] },
    { name: 'card', purpose: 'Cards.', calls: [] },
    { name: 'transaction', purpose: 'The ledger.', calls: [] },
  ],
  operations: [
    {
      service: 'card',
      id: 'listCards',
      method: 'GET',
      paths: ['/v1/cards'],
      summary: 'Lists cards.',
      access: 'member',
      ...{ sends: [], shows: ['card_id', 'status', 'name', 'fee'], isList: true, filters: ['status'] },
      choices: { status: ['active', 'frozen'] },
    },
    {
      service: 'account',
      id: 'getOverview',
      method: 'GET',
      paths: ['/v1/accounts/{account_id}/overview'],
      summary: 'Shows the home screen.',
      access: 'member',
      ...{ sends: [], shows: [], isList: false },
    },
  ],
  schemaIds: [],
  reserved: {},
  names: {},
};

/** A brief for a summary for members. */
export const brief = {
  service: 'account',
  name: 'show start page',
  does: 'Shows what is new in one place.',
  about: 'home screen',
  shows: 'one summary',
  values: [{ name: 'cards', from: 'the cards', example: 'a list of cards' }],
  when_nothing: 'There is nothing',
  who: 'members of the company',
  changes: 'no',
  send: [],
  goes_wrong: [],
};

/**
 * Checks a brief for a summary for members. `changes` replaces answers of this brief. `others` are existing operations
 * in addition to the list of cards and the overview. Throws UnclearBrief.
 */
export const check = (
  changes: Readonly<Record<string, unknown>> = {},
  others: readonly DeclaredOperation[] = [],
  briefs: readonly OtherBrief[] = [],
) =>
  checkBrief(
    { ...existing, operations: [...existing.operations, ...others], briefs },
    stringify({ ...brief, ...changes }),
  );

export const { services } = existing;

/** A brief that shows one statement. No operation lists statements. */
export const statement = {
  name: 'show statement',
  service: 'card',
  about: 'statement',
  shows: 'one thing',
  values: [{ name: 'status', from: 'the card', example: 'one of: active, frozen' }],
};
