import { isDeepStrictEqual } from 'node:util';
import { type Example, type Operation, type ParsedRequest, jsonResponse } from '#contracts/vocabulary';
import { type Entity, type EntityKey, entityInExamples, isKey, keyInPath, keyOf } from './entity.ts';
import { isRecord } from './is-record.ts';
import type { WrittenEntities } from './written-entities.ts';

/** A write that is to be answered with an example. */
export interface Write {
  readonly operation: Operation;
  /** All operations of the same contract. */
  readonly siblings: readonly Operation[];
  readonly request: ParsedRequest;
  readonly example: Example;
  /** The body of the example, with the ids that were asked for. */
  readonly published: unknown;
  /** Whether the caller wants the example as it is. */
  readonly asPublished: boolean;
  readonly written: WrittenEntities;
}

const CREATED = 201;

/** The body that answers a write; later reads show what it says. */
export function answerWrite(write: Write): unknown {
  const { operation, published } = write;
  if (!isRecord(published) || !isRecord(published.data)) return published;
  const success = jsonResponse(operation);
  const isCreation = operation.method === 'POST' && success?.status === CREATED;
  const { key, data, remember } = isCreation
    ? creation(write, published.data)
    : change(write, published.data);
  if (!key) return published;
  const answer = { ...published, data };
  const isValid = !write.asPublished && success?.schema.safeParse(answer).success === true;
  remember(isValid ? data : published.data);
  return isValid ? answer : published;
}

interface Effect {
  readonly key: EntityKey | undefined;
  readonly data: Entity;
  readonly remember: (data: Entity) => void;
}

/** A new entity: what was sent, over what the example says, with an id that is still free. */
function creation({ siblings, request, written }: Write, shown: Entity): Effect {
  const own = keyOf(shown);
  const isTaken = (id: string): boolean =>
    own !== undefined &&
    (written.find({ ...own, id }) ?? entityInExamples(siblings, { ...own, id })) !== undefined;
  const key = own && { ...own, id: freeId(own.id, isTaken) };
  const data = { ...shown, ...sentFields(request, shown), ...(key && { [key.name]: key.id }) };
  return {
    key,
    data,
    remember: (entity) => {
      const created = keyOf(entity);
      if (created) written.create(created, entity);
    },
  };
}

function freeId(wanted: string, isTaken: (id: string) => boolean): string {
  for (let number = 1; ; number++) {
    const id = number === 1 ? wanted : `${wanted}-${number}`;
    if (!isTaken(id)) return id;
  }
}

/**
 * New values for the entity in the path. An example of another entity tells by what it differs from that entity
 * which fields the write sets; the rest stays as it is known.
 */
function change(write: Write, shown: Entity): Effect {
  const { operation, siblings, request, example, written, asPublished } = write;
  const key = keyInPath(operation, request.params) ?? keyOf(shown);
  const own = keyInPath(operation, example.params ?? {});
  const before = own === undefined || own.id === key?.id ? undefined : entityInExamples(siblings, own);
  const set = {
    ...fieldsOf(shown, (name) => !isKey(name) && !(before && isDeepStrictEqual(before[name], shown[name]))),
    ...(operation.method === 'POST' || asPublished ? {} : sentFields(request, shown)),
  };
  const known = before && key && { ...entityInExamples(siblings, key), ...written.find(key) };
  const data = { ...shown, ...fieldsOf(known ?? {}, (name) => name in shown), ...set };
  return { key, data, remember: () => key && written.change(key, set) };
}

/** What was sent, of the fields that the entity has. */
function sentFields({ body }: ParsedRequest, entity: Entity): Entity {
  return isRecord(body) ? fieldsOf(body, (name) => name in entity) : {};
}

function fieldsOf(entity: Entity, isWanted: (name: string) => boolean): Entity {
  return Object.fromEntries(Object.entries(entity).filter(([name]) => isWanted(name)));
}
