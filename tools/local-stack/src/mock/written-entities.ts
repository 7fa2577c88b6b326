import type { Operation } from '#contracts/vocabulary';
import type { Answer } from './answer.ts';
import { type Entity, type EntityKey, isKey, keyOf } from './entity.ts';
import { isRecord } from './is-record.ts';
import type { Asked } from './matching-example.ts';

/** What writes left behind, while the mock runs. */
export class WrittenEntities {
  /** What of an entity was written, by its key. */
  private readonly changes = new Map<string, Entity>();
  private readonly createdKeys: EntityKey[] = [];
  /** The response to the latest change of each request. */
  private readonly answers = new Map<string, Answer>();

  /** Remembers an entity that did not exist before, whole. */
  create(key: EntityKey, entity: Entity): void {
    if (!this.isCreated(key)) this.createdKeys.push(key);
    this.changes.set(textOf(key), entity);
  }

  /** Remembers new values of some fields of an entity. */
  change(key: EntityKey, fields: Entity): void {
    this.changes.set(textOf(key), { ...this.find(key), ...fields });
  }

  /** What was written of an entity. */
  find(key: EntityKey): Entity | undefined {
    return this.changes.get(textOf(key));
  }

  /** Remembers the response to a change, for when the same request comes again. */
  keep({ id }: Operation, { params, body }: Asked, answer: Answer): void {
    this.answers.set(JSON.stringify([id, params, body]), answer);
  }

  /** What the same request got that made the change; undefined where another one did, or none. */
  repeated({ id }: Operation, { params, body }: Asked): Answer | undefined {
    return this.answers.get(JSON.stringify([id, params, body]));
  }

  /** The entities that were created and whose id has this name, as they are now, the latest first. */
  created(name: string): Entity[] {
    return this.createdKeys
      .filter((key) => key.name === name)
      .map((key) => this.find(key))
      .filter((entity) => entity !== undefined)
      .toReversed();
  }

  /** A body in which every entity that was written shows the written values, of the fields that it has. */
  show(value: unknown): unknown {
    if (this.changes.size === 0) return value;
    if (Array.isArray(value)) return value.map((item: unknown) => this.show(item));
    if (!isRecord(value)) return value;
    const key = keyOf(value);
    const fields = key && this.find(key);
    const isShown = (name: string): boolean => !isKey(name) || (key !== undefined && this.isCreated(key));
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [
        name,
        fields && name in fields && isShown(name) ? fields[name] : this.show(member),
      ]),
    );
  }

  private isCreated(key: EntityKey): boolean {
    return this.createdKeys.some((other) => textOf(other) === textOf(key));
  }
}

function textOf({ name, id }: EntityKey): string {
  return `${name} ${id}`;
}
