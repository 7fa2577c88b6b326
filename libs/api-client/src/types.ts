import type { Paths } from './generated/index.ts';
import type { PlatformSignal } from './platform.ts';

export type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';

type OperationAt<P extends keyof Paths, V extends Verb> = Paths[P][V & keyof Paths[P]];

type Json<R> = R extends { content: { 'application/json': infer Body } } ? Body : never;

/** Undefined for 204. */
export type Success<O> = O extends { responses: infer R }
  ? {
      [Status in keyof R]: Status extends 200 | 201 | 202
        ? Json<R[Status]>
        : Status extends 204
          ? undefined
          : never;
    }[keyof R]
  : never;

export type Answer<P extends keyof Paths, V extends Verb> = Success<OperationAt<P, V>>;

/** The paths with this method whose response is JSON or 204. */
export type PathOf<V extends Verb> = {
  [P in keyof Paths]: [Answer<P, V>] extends [never] ? never : P;
}[keyof Paths];

type PartOf<O, Part extends string> = O extends { parameters: infer Parameters }
  ? Part extends keyof Parameters
    ? Parameters[Part]
    : never
  : never;

/** `T` is `undefined` if the operation has no such part, for example no body. */
type Given<Name extends string, T> = [T] extends [undefined]
  ? Partial<Record<Name, undefined>>
  : undefined extends T
    ? Partial<Record<Name, T>>
    : Record<Name, T>;

type Body<O> = O extends { requestBody: { content: { 'application/json': infer B } } } ? B : undefined;

export type Options<P extends keyof Paths, V extends Verb> = Given<
  'path',
  PartOf<OperationAt<P, V>, 'path'>
> &
  Given<'query', PartOf<OperationAt<P, V>, 'query'>> &
  Given<'body', Body<OperationAt<P, V>>> & {
    readonly headers?: Readonly<Record<string, string>>;
    readonly signal?: PlatformSignal;
  };

/** The options argument is optional if none of its properties is required. */
export type Arguments<O> = Partial<O> extends O ? [options?: O] : [options: O];

export type ListPath = {
  [P in keyof Paths]: Answer<P, 'get'> extends { data: unknown[]; page: { next_cursor: string | null } }
    ? [Answer<P, 'get'>] extends [never]
      ? never
      : P
    : never;
}[keyof Paths];

export type ItemOf<P extends ListPath> = Answer<P, 'get'> extends { data: (infer Item)[] } ? Item : never;
