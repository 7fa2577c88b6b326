import type { Operation } from '#contracts/vocabulary';
import { isRecord } from './is-record.ts';

export type Entity = Readonly<Record<string, unknown>>;

/** What tells one entity from all others: the name of its id, and the id. */
export interface EntityKey {
  readonly name: string;
  readonly id: string;
}

/** Whether a field or parameter holds the id of something. */
export function isKey(name: string): boolean {
  return name.endsWith('_id') || name === 'reference';
}

/** The key of an entity: the first id that it has, for those after it are of what it belongs to. */
export function keyOf(entity: Entity): EntityKey | undefined {
  const name = Object.keys(entity).find(isKey);
  const id = name === undefined ? undefined : entity[name];
  return name !== undefined && typeof id === 'string' ? { name, id } : undefined;
}

/** The key of the entity that a path leads to: its last parameter. */
export function keyInPath({ path }: Operation, params: Entity): EntityKey | undefined {
  const name = [...path.matchAll(/\{(\w+)\}/g)].at(-1)?.[1];
  const id = name === undefined ? undefined : params[name];
  return name !== undefined && isKey(name) && typeof id === 'string' ? { name, id } : undefined;
}

/** What the examples of reads say about an entity; undefined where none shows it. */
export function entityInExamples(operations: readonly Operation[], key: EntityKey): Entity | undefined {
  return operations
    .filter(({ method }) => method === 'GET')
    .flatMap(({ examples }) => Object.values(examples))
    .flatMap(({ response }) => objectsIn(response))
    .find((entity) => isSame(keyOf(entity), key));
}

function isSame(one: EntityKey | undefined, other: EntityKey): boolean {
  return one?.name === other.name && one.id === other.id;
}

function objectsIn(value: unknown): Entity[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isRecord(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}
