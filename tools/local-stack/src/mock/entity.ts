import { type Operation, type ProblemType } from '#contracts/vocabulary';

export type Entity = Readonly<Record<string, unknown>>;

export interface EntityKey {
  readonly name: string;
  readonly id: string;
}

export function isRecord(value: unknown): value is Entity {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isKey(name: string): boolean {
  return name.endsWith('_id') || name === 'reference';
}

/** The first id field is the entity's key. Later id fields refer to the entity's parents. */
export function keyOf(entity: Entity): EntityKey | undefined {
  const name = Object.keys(entity).find(isKey);
  return name === undefined ? undefined : keyNamed(name, entity);
}

/** The path's last parameter is the key of the entity. */
export function keyInPath({ path }: Operation, params: Entity): EntityKey | undefined {
  const name = [...path.matchAll(/\{(\w+)\}/g)].at(-1)?.[1];
  return name !== undefined && isKey(name) ? keyNamed(name, params) : undefined;
}

/** Returns the problem whose code is the `reason` of one of the entity's actions. */
export function refusedAction({ problems }: Operation, entity: Entity | undefined): ProblemType | undefined {
  if (!isRecord(entity?.actions)) return undefined;
  const reasons = Object.values(entity.actions).map((action) => isRecord(action) && action.reason);
  return problems.find(({ code }) => reasons.includes(code));
}

function keyNamed(name: string, values: Entity): EntityKey | undefined {
  const id = values[name];
  return typeof id === 'string' ? { name, id } : undefined;
}

export function objectsIn(value: unknown): Entity[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  return isRecord(value) ? [value, ...Object.values(value).flatMap(objectsIn)] : [];
}

export function mapStrings(value: unknown, replace: (text: string) => string): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((item: unknown) => mapStrings(item, replace));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, mapStrings(member, replace)]),
  );
}

export function pickFields(entity: Entity, isWanted: (name: string) => boolean): Entity {
  return Object.fromEntries(Object.entries(entity).filter(([name]) => isWanted(name)));
}
