import type { Paths } from './generated/index.ts';
import type { PlatformSignal } from './platform.ts';

export type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';

type OperationAt<P extends keyof Paths, V extends Verb> = Paths[P][V & keyof Paths[P]];

type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;

/** What an operation resolves to; undefined where it has nothing to say. */
export type Success<O> = O extends { responses: infer R }
  ? {
      [Status in keyof R]: Status extends 200 | 201 | 202
        ? Json<R[Status]>
        : Status extends 204
          ? undefined
          : never;
    }[keyof R]
  : never;

/** What an operation answers with: the JSON body of its success, undefined for 204. */
export type Answer<P extends keyof Paths, V extends Verb> = Success<OperationAt<P, V>>;

/** The paths that answer a method with JSON or with nothing. */
export type PathOf<V extends Verb> = {
  [P in keyof Paths]: [Answer<P, V>] extends [never] ? never : P;
}[keyof Paths];

type PartOf<O, Part extends string> = O extends { parameters: infer Parameters }
  ? Part extends keyof Parameters
    ? Parameters[Part]
    : never
  : never;

/** An optional parameter that is never given has the type `undefined`. */
type Given<Name extends string, T> = [T] extends [undefined]
  ? Partial<Record<Name, undefined>>
  : undefined extends T
    ? Partial<Record<Name, T>>
    : Record<Name, T>;

type Body<O> = O extends { requestBody: { content: { 'application/json': infer B } } } ? B : undefined;

/** What an operation takes: its parameters, its body, more headers, and a signal to give up by. */
export type Options<P extends keyof Paths, V extends Verb> = Given<
  'path',
  PartOf<OperationAt<P, V>, 'path'>
> &
  Given<'query', PartOf<OperationAt<P, V>, 'query'>> &
  Given<'body', Body<OperationAt<P, V>>> & {
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal?: PlatformSignal;
  };

/** Leaves the options out where nothing in them is required. */
export type Arguments<O> = Partial<O> extends O ? [options?: O] : [options: O];

/** The paths that list something page by page. */
export type ListPath = {
  [P in keyof Paths]: Answer<P, 'get'> extends { data: unknown[]; page: { next_cursor: string | null } }
    ? [Answer<P, 'get'>] extends [never]
      ? never
      : P
    : never;
}[keyof Paths];

/** One of what such a path lists. */
export type ItemOf<P extends ListPath> = Answer<P, 'get'> extends { data: (infer Item)[] } ? Item : never;
