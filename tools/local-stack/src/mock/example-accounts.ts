import { isDeepStrictEqual } from 'node:util';
import { type Contract, type Example, type Operation, operationsOf } from '#contracts/vocabulary';
import { type Entity, type EntityKey, isKey, isRecord, keyOf, mapStrings, objectsIn } from './entity.ts';
import { fillList } from './fill-list.ts';

const ACCOUNT = 'account_id';

/**
 * The accounts in the contracts' examples. Derives missing examples, so that each account has an example of
 * every read.
 */
export class ExampleAccounts {
  private readonly ids = new Set<string>();
  /** The fields of each account, from all successful examples. */
  private readonly fields = new Map<string, Entity>();
  private readonly examples = new Map<string, Example[]>();

  constructor(contracts: readonly Contract[]) {
    const operations = contracts.flatMap(operationsOf);
    for (const { examples } of operations)
      for (const example of Object.values(examples)) if (isSuccess(example)) this.add(example);
    for (const operation of operations.filter(({ method }) => method === 'GET')) {
      const examples = [...Object.values(operation.examples), ...this.deriveExamples(operation)].map(
        (example) =>
          isSuccess(example) ? { ...example, response: fillList(operation, example.response) } : example,
      );
      this.addIds(examples.map(({ response }) => response));
      this.examples.set(operation.id, examples);
    }
  }

  hasId(name: string, id: string): boolean {
    return this.ids.has(`${name} ${id}`);
  }

  /**
   * Returns the operation's examples with complete lists. Adds a derived example for each account that has no
   * example.
   */
  examplesOf({ id, examples }: Operation): readonly Example[] {
    return this.examples.get(id) ?? Object.values(examples);
  }

  /** Finds an entity in the examples of these operations. */
  find(operations: readonly Operation[], { name, id }: EntityKey): Entity | undefined {
    return operations
      .flatMap((operation) => this.examples.get(operation.id) ?? [])
      .flatMap(({ response }) => objectsIn(response))
      .find((entity) => keyOf(entity)?.name === name && entity[name] === id);
  }

  itemsOf(account: unknown, keyName: string): Entity[] {
    const lists = [...this.examples.values()]
      .flat()
      .filter((example) => accountOf(example) === account)
      .map(({ response }) => itemsIn(response))
      .filter(([item]) => item && keyOf(item)?.name === keyName);
    return lists.toSorted((a, b) => b.length - a.length)[0] ?? [];
  }

  /**
   * Derives an example for each account without an example. Fills the operation's smallest example with the values of
   * the account.
   */
  private deriveExamples({ examples }: Operation): Example[] {
    const successes = Object.values(examples).filter(isSuccess);
    const [template] = successes
      .filter((example) => accountOf(example) !== undefined)
      .toSorted((a, b) => sizeOf(a) - sizeOf(b));
    if (!template) return [];
    const shown = objectsIn(successes).map((entity) => entity[ACCOUNT]);
    const missing = [...this.fields.keys()].filter((account) => !shown.includes(account));
    return missing.map((account) => this.exampleOf(account, template));
  }

  private exampleOf(account: string, template: Example): Example {
    const { params = {}, query = {}, response } = template;
    const owner = accountOf(template) ?? '';
    return {
      ...template,
      ...(ACCOUNT in params ? { params: { ...params, [ACCOUNT]: account } } : {}),
      ...(ACCOUNT in query ? { query: { ...query, [ACCOUNT]: account } } : {}),
      response: this.withValuesOf(account, owner, response),
    };
  }

  /**
   * Replaces the account's fields by name. Also replaces the same values in fields with different names,
   * because the limit has several names.
   */
  private withValuesOf(account: string, owner: string, response: unknown): unknown {
    const own = this.fields.get(account) ?? {};
    const facts = Object.entries(this.fields.get(owner) ?? {}).filter(
      ([name, value]) => Object.hasOwn(own, name) && (typeof value === 'string' || isRecord(value)),
    );
    const replace = (value: unknown): unknown => {
      const fact = facts.find(([, from]) => isDeepStrictEqual(from, value));
      if (fact) return own[fact[0]];
      if (Array.isArray(value)) return value.map(replace);
      if (!isRecord(value)) return value;
      const names = value[ACCOUNT] === owner ? facts.map(([name]) => name) : [];
      return Object.fromEntries(
        Object.entries(value).map(([name, member]) => [
          name,
          names.includes(name) ? own[name] : replace(member),
        ]),
      );
    };
    const ownerId = new RegExp(`(?<![A-Za-z0-9])${owner}(?![A-Za-z0-9])`, 'g');
    return mapStrings(replace(response), (text) => text.replace(ownerId, account));
  }

  private add({ params, query, body, response }: Example): void {
    const request = { ...body, ...query, ...params };
    this.addIds([request, response]);
    for (const entity of objectsIn([request, response])) {
      const id = entity[ACCOUNT];
      if (typeof id !== 'string') continue;
      const fields = entity !== request && keyOf(entity)?.name === ACCOUNT ? entity : {};
      this.fields.set(id, { ...this.fields.get(id), ...fields });
    }
  }

  private addIds(value: unknown): void {
    for (const entity of objectsIn(value))
      for (const [name, id] of Object.entries(entity))
        if (isKey(name) && typeof id === 'string') this.ids.add(`${name} ${id}`);
  }
}

export function accountOf<T>({
  params,
  query,
}: {
  readonly params?: Readonly<Record<string, T>>;
  readonly query?: Readonly<Record<string, T>>;
}): T | undefined {
  return params?.[ACCOUNT] ?? query?.[ACCOUNT];
}

function isSuccess({ problem }: Example): boolean {
  return problem === undefined;
}

function itemsIn(body: unknown): Entity[] {
  return isRecord(body) && Array.isArray(body.data) ? body.data.filter(isRecord) : [];
}

function sizeOf({ response }: Example): number {
  return JSON.stringify(response ?? null).length;
}
