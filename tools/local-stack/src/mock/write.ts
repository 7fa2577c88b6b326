import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type Example, type Operation, jsonResponse } from '#contracts/vocabulary';
import { type ParsedRequest } from '#libs/http-rules';
import type { Call } from './call.ts';
import { type Entity, type EntityKey, isKey, isRecord, keyInPath, keyOf, pickFields } from './entity.ts';
import { withAnnouncedFile } from './uploads.ts';

const CREATED = 201;

interface ExampleOfWrite {
  readonly example: Example;
  readonly published: unknown;
  /** The mock returns a preferred example unchanged. */
  readonly isPreferred: boolean;
}

interface Effect {
  readonly key: EntityKey | undefined;
  readonly data: Entity;
  readonly store: (data: Entity) => void;
}

export function bodyOfWrite(call: Call, shown: ExampleOfWrite): unknown {
  const { operation } = call;
  const { published, isPreferred } = shown;
  if (!isRecord(published) || !isRecord(published.data)) return published;
  const success = jsonResponse(operation);
  const isCreation = operation.method === 'POST' && success?.status === CREATED;
  const { key, data, store } = isCreation
    ? create(call, published.data)
    : change(call, published.data, shown);
  if (!key) return published;
  const body = { ...published, data };
  const isValid = !isPreferred && success?.schema.safeParse(body).success === true;
  store(isValid ? data : published.data);
  if (operation.method === 'DELETE') call.written.remove(key);
  return isValid ? body : published;
}

/** A new entity has the fields of the request, other fields from the example, and an unused id. */
function create({ operation, siblings, request, written, accounts }: Call, published: Entity): Effect {
  const own = keyOf(published);
  const isTaken = (key: EntityKey): boolean =>
    (written.find(key) ?? accounts.find(siblings, key)) !== undefined;
  const key = own && withUnusedId(own, isTaken);
  const created = {
    ...published,
    ...sentFields(operation, request, published),
    ...(key && { [key.name]: key.id }),
  };
  const data = withAnnouncedFile(created, request.body);
  return {
    key,
    data,
    store: (entity) => {
      const createdKey = keyOf(entity);
      if (createdKey) written.create(createdKey, entity);
    },
  };
}

function withUnusedId(wanted: EntityKey, isTaken: (key: EntityKey) => boolean): EntityKey {
  for (let number = 1; ; number++) {
    const key = number === 1 ? wanted : { ...wanted, id: `${wanted.id}-${number}` };
    if (!isTaken(key)) return key;
  }
}

/**
 * Changes the entity in the path. The example may show a different entity. Then a field is a change only if it differs
 * from the read examples of that entity. An optional field that the request leaves out does not change.
 */
function change(call: Call, published: Entity, { example, isPreferred }: ExampleOfWrite): Effect {
  const { operation, siblings, request, written, accounts } = call;
  const key = keyInPath(operation, request.params) ?? keyOf(published);
  const exampleKey = keyInPath(operation, example.params ?? {});
  const before =
    exampleKey === undefined || exampleKey.id === key?.id ? undefined : accounts.find(siblings, exampleKey);
  const isUnchanged = (name: string): boolean =>
    before !== undefined && isDeepStrictEqual(before[name], published[name]);
  const isLeftOut = (name: string): boolean =>
    !isPreferred && isRecord(request.body) && !(name in request.body) && hasField(operation, name);
  const changed = {
    ...pickFields(published, (name) => !isKey(name) && !isUnchanged(name) && !isLeftOut(name)),
    ...(operation.method === 'POST' || isPreferred ? {} : sentFields(operation, request, published)),
  };
  const known = key && { ...accounts.find(siblings, key), ...written.find(key) };
  const data = { ...published, ...pickFields(known ?? {}, (name) => name in published), ...changed };
  return { key, data, store: () => key && written.change(key, changed) };
}

function hasField({ body }: Operation, name: string): boolean {
  return body !== undefined && Object.hasOwn(body.shape, name);
}

/** Returns the fields of the request that the entity also has. Omits fields whose type differs. */
function sentFields(operation: Operation, { body }: ParsedRequest, entity: Entity): Entity {
  const fields = dataFields(operation);
  if (!isRecord(body)) return {};
  return pickFields(body, (name) => {
    const schema = fields?.[name];
    return name in entity && (schema === undefined || z.safeParse(schema, body[name]).success);
  });
}

function dataFields(operation: Operation): Readonly<Record<string, z.core.$ZodType>> | undefined {
  const schema = jsonResponse(operation)?.schema;
  const entity: unknown = schema instanceof z.ZodObject ? schema.shape.data : undefined;
  return entity instanceof z.ZodObject ? entity.shape : undefined;
}
