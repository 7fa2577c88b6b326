import { resolve } from 'node:path';
import { type Contract, operationsOf } from '#contracts/vocabulary';
import { loadManifests } from '#libs/manifest';
import { loadContracts } from './index.ts';

const root = resolve(__dirname, '../../..');
/** Other ids take precedence as the key of an entity. If there are none, these ids together are the key. */
const SHARED_IDS: readonly string[] = ['account_id', 'user_id'];

/** A field has one of these values if the service that provides the field is down. */
const UNAVAILABLE: readonly unknown[] = [null, 'unavailable'];

interface Statement {
  readonly scenario: string;
  readonly about: string;
  readonly value: unknown;
  readonly where: string;
}

/** Lists the field values of every entity in the examples of GET operations. */
function statementsOf(contracts: readonly Contract[]): Statement[] {
  return contracts
    .flatMap(operationsOf)
    .filter(({ method }) => method === 'GET')
    .flatMap(({ id, examples }) =>
      Object.entries(examples).flatMap(([scenario, { response }]) =>
        statementsIn(response).map((statement) => ({ ...statement, scenario, where: id })),
      ),
    );
}

function statementsIn(value: unknown, about?: string): Pick<Statement, 'about' | 'value'>[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => statementsIn(item));
  if (typeof value !== 'object' || value === null)
    return about === undefined || UNAVAILABLE.includes(value) ? [] : [{ about, value }];
  const fields: [string, unknown][] = Object.entries(value);
  const ids = fields.filter(([name]) => name.endsWith('_id'));
  // An object that contains only ids is not an entity. It links entities.
  if (ids.length === fields.length) return [];
  const own = ids.find(([name]) => !SHARED_IDS.includes(name));
  const key = own ? [own] : ids;
  const subject = key.length > 0 ? key.map(([name, id]) => `${name} ${String(id)}`).join(' ') : about;
  return fields
    .filter((field) => !key.includes(field))
    .flatMap(([name, part]) => statementsIn(part, subject && `${subject}: ${name}`));
}

it('all examples of a scenario show the same values for an entity', async () => {
  const statements = statementsOf(await loadContracts(loadManifests(root)));
  const contradictions = [
    ...Map.groupBy(statements, ({ scenario, about }) => `${scenario} ${about}`).values(),
  ].filter((shown) => new Set(shown.map(({ value }) => value)).size > 1);
  expect(statements.length).toBeGreaterThan(0);
  expect(contradictions).toEqual([]);
});
