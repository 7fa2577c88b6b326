import fc from 'fast-check';
import type { z } from 'zod';
import { type Example, type MediaType, type Operation, pathsOf } from '#contracts/vocabulary';
import { readRequest } from '#libs/http-rules';
import { invalidTexts, invalidValues, validValues } from './field-values.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A generated request, before it is encoded. */
export interface DrawnRequest {
  readonly path: string;
  readonly params: Fields;
  readonly query: Fields;
  readonly body: unknown;
  readonly mediaType: MediaType;
}

/** Maps the name of a field to values that replace generated values. A field with an empty list is left out. */
export type KnownValues = Readonly<Record<string, readonly string[]>>;

const FORM = 'application/x-www-form-urlencoded';

export function validRequests(operation: Operation, known: KnownValues): fc.Arbitrary<DrawnRequest> {
  return fc
    .record({
      path: fc.constantFrom(...pathsOf(operation)),
      params: fields(operation.params, known),
      query: fields(operation.query, known),
      body: operation.body ? fields(operation.body, known) : fc.constant(undefined),
      mediaType: fc.constantFrom(...operation.accepts),
    })
    .map((request) => coherent(operation, request, known))
    .filter((request) => isAccepted(operation, request));
}

/** Corrects fields that are valid alone but not together, such as a first day after the last day. */
function coherent({ query: { shape } }: Operation, request: DrawnRequest, known: KnownValues): DrawnRequest {
  const { from, to, user_id: user, account_id: account } = request.query;
  if (typeof from === 'string' && typeof to === 'string' && from > to)
    return { ...request, query: { ...request.query, from: to, to: from } };
  const [somebody] = known.account_id ?? [];
  const isOfUserOrAccount = 'user_id' in shape && 'account_id' in shape;
  if (!isOfUserOrAccount || user !== undefined || account !== undefined || !somebody) return request;
  return { ...request, query: { ...request.query, account_id: somebody } };
}

export function invalidRequests(operation: Operation, known: KnownValues): fc.Arbitrary<DrawnRequest> {
  return validRequests(operation, known)
    .chain((good) => fc.oneof(...spoiled(operation, good)))
    .filter((request) => hasPath(request) && !isAccepted(operation, request));
}

export function requestOf(operation: Operation, { params = {}, query = {}, body }: Example): DrawnRequest {
  const [mediaType = 'application/json'] = operation.accepts;
  return { path: operation.path, params, query, body, mediaType };
}

/** The returned path includes the query. */
export function written({ path, params, query, body, mediaType }: DrawnRequest) {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = parametersOf(query).toString();
  return {
    path: search ? `${filled}?${search}` : filled,
    ...(body !== undefined && {
      body: mediaType === FORM ? parametersOf(body).toString() : JSON.stringify(body),
      headers: { 'content-type': mediaType },
    }),
  };
}

function fields({ shape }: z.ZodObject, known: KnownValues): fc.Arbitrary<Fields> {
  const names = Object.keys(shape).filter((name) => known[name]?.length !== 0);
  const required = names.filter((name) => !fieldOf(shape, name).safeParse(undefined).success);
  const valuesOf = (name: string): fc.Arbitrary<unknown> => {
    const values = known[name];
    return values ? fc.constantFrom(...values) : validValues(fieldOf(shape, name));
  };
  return fc.record(Object.fromEntries(names.map((name) => [name, valuesOf(name)])), {
    requiredKeys: required,
  });
}

function fieldOf(shape: z.ZodObject['shape'], name: string): z.ZodType {
  return shape[name] as z.ZodType;
}

/**
 * Returns a generator of fast-check for each way to make a request invalid: a wrong value in a field, an unknown
 * field, a missing field.
 */
function spoiled(operation: Operation, good: DrawnRequest): fc.Arbitrary<DrawnRequest>[] {
  const params = spoiledFields(operation.params, good.params, invalidTexts);
  const query = [
    ...spoiledFields(operation.query, good.query, invalidTexts),
    ...withUnknown(good.query),
    ...lacking(good.query),
    ...Object.entries(good.query).map(([name, value]) =>
      fc.constant({ ...good.query, [name]: [value, value] }),
    ),
  ];
  return [
    ...params.map((drawn) => drawn.map((params) => ({ ...good, params }))),
    ...query.map((drawn) => drawn.map((query) => ({ ...good, query }))),
    ...spoiledBodies(operation, good).map((drawn) => drawn.map((body) => ({ ...good, body }))),
  ];
}

function spoiledBodies({ body: schema }: Operation, { body, mediaType }: DrawnRequest) {
  if (!schema || typeof body !== 'object' || body === null) return [];
  const own: Fields = { ...body };
  return [
    ...spoiledFields(schema, own, mediaType === FORM ? invalidTexts : invalidValues),
    ...withUnknown(own),
    ...lacking(own),
    ...(mediaType === FORM ? [] : [fc.constantFrom<unknown[]>(null, [], 'text', 1, [own])]),
  ];
}

function spoiledFields(
  { shape }: z.ZodObject,
  good: Fields,
  bad: (field: z.ZodType) => fc.Arbitrary<unknown>,
): fc.Arbitrary<Fields>[] {
  return Object.keys(shape).map((name) =>
    bad(fieldOf(shape, name)).map((value) => ({ ...good, [name]: value })),
  );
}

function withUnknown(good: Fields): fc.Arbitrary<Fields>[] {
  return [fc.stringMatching(/^[a-z_]{1,12}$/).map((name) => ({ ...good, [name]: 'x' }))];
}

function lacking(good: Fields): fc.Arbitrary<Fields>[] {
  return Object.keys(good).map((name) => {
    const { [name]: _, ...others } = good;
    return fc.constant(others);
  });
}

function isAccepted(operation: Operation, { params, query, body, mediaType }: DrawnRequest): boolean {
  const read = body !== undefined && mediaType === FORM ? textsOf(parametersOf(body)) : body;
  const raw = { params, query: textsOf(parametersOf(query)), body: read, contentType: mediaType };
  return readRequest(operation, raw).ok;
}

function parametersOf(fields: unknown): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(Object(fields) as Fields))
    for (const one of [value].flat()) parameters.append(name, String(one));
  return parameters;
}

function textsOf(parameters: URLSearchParams): Record<string, unknown> {
  return Object.fromEntries(
    [...parameters.keys()].map((name) => {
      const all = parameters.getAll(name);
      return [name, all.length > 1 ? all : all[0]];
    }),
  );
}

/** `URL` removes the path segments `.` and `..`, and an empty segment changes the path. */
function hasPath({ params }: DrawnRequest): boolean {
  return Object.values(params).every((value) => !['', '.', '..'].includes(String(value)));
}
