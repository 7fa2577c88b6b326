import type { Operation } from '#contracts/vocabulary';
import type { Received } from './received.ts';
import { type Entity, type EntityKey, isKey, isRecord, keyOf } from './entity.ts';
import type { MockResponse } from './response.ts';

export class WrittenEntities {
  private readonly fields = new Map<string, Entity>();
  private readonly createdKeys = new Map<string, EntityKey>();
  private readonly removedKeys = new Set<string>();
  private readonly wrongAttempts = new Map<string, number>();
  private readonly responses = new Map<string, MockResponse>();

  create(key: EntityKey, entity: Entity): void {
    this.createdKeys.set(textOf(key), key);
    this.fields.set(textOf(key), entity);
  }

  change(key: EntityKey, fields: Entity): void {
    this.fields.set(textOf(key), { ...this.find(key), ...fields });
  }

  remove(key: EntityKey): void {
    this.createdKeys.delete(textOf(key));
    this.removedKeys.add(textOf(key));
  }

  isRemoved(key: EntityKey): boolean {
    return this.removedKeys.has(textOf(key));
  }

  countAttempt(key: EntityKey): number {
    const count = (this.wrongAttempts.get(textOf(key)) ?? 0) + 1;
    this.wrongAttempts.set(textOf(key), count);
    return count;
  }

  find(key: EntityKey): Entity | undefined {
    return this.fields.get(textOf(key));
  }

  storeResponse({ id }: Operation, { params, body }: Received, response: MockResponse): void {
    this.responses.set(JSON.stringify([id, params, body]), response);
  }

  responseTo({ id }: Operation, { params, body }: Received): MockResponse | undefined {
    return this.responses.get(JSON.stringify([id, params, body]));
  }

  /**
   * Returns the current values of all created entities whose id field has this name. The latest entity comes
   * first.
   */
  created(name: string): Entity[] {
    return [...this.createdKeys.values()]
      .filter((key) => key.name === name)
      .map((key) => this.find(key))
      .filter((entity) => entity !== undefined)
      .toReversed();
  }

  /** Applies all writes to a body: replaces written fields, and omits removed entities from lists. */
  show(value: unknown): unknown {
    if (this.fields.size === 0 && this.removedKeys.size === 0) return value;
    if (Array.isArray(value))
      return value.filter((item) => !this.isRemovedItem(item)).map((item: unknown) => this.show(item));
    if (!isRecord(value)) return value;
    const key = keyOf(value);
    const written = key && this.find(key);
    const isCreated = key !== undefined && this.createdKeys.has(textOf(key));
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        written && name in written && (isCreated || !isKey(name)) ? written[name] : this.show(member),
      ]),
    );
  }

  private isRemovedItem(item: unknown): boolean {
    const key = isRecord(item) ? keyOf(item) : undefined;
    return key !== undefined && this.isRemoved(key);
  }
}

function textOf({ name, id }: EntityKey): string {
  return `${name} ${id}`;
}
