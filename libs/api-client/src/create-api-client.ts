import { pagesOf } from './pages-of.ts';
import { type ApiClientOptions, type PlainRequest, createSend } from './send.ts';
import type { Answer, Arguments, ItemOf, ListPath, Options, PathOf, Verb } from './types.ts';

type Method<V extends Verb> = <P extends PathOf<V>>(
  path: P,
  ...options: Arguments<Options<P, V>>
) => Promise<Answer<P, V>>;

/** Calls operations by method and path; what they take and answer follows from the contracts. */
export interface ApiClient {
  readonly get: Method<'get'>;
  readonly post: Method<'post'>;
  /** All that a path lists; the next page is asked for once the one before it is used up. */
  readonly pages: <P extends ListPath>(
    path: P,
    ...options: Arguments<Options<P, 'get'>>
  ) => AsyncGenerator<ItemOf<P>, void>;
}

/** A client of the API. It keeps nothing between calls but its options. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const send = createSend(options);

  function get<P extends PathOf<'get'>>(
    path: P,
    ...rest: Arguments<Options<P, 'get'>>
  ): Promise<Answer<P, 'get'>>;
  function get(path: string, request?: PlainRequest): Promise<unknown> {
    return send('get', path, request);
  }

  function post<P extends PathOf<'post'>>(
    path: P,
    ...rest: Arguments<Options<P, 'post'>>
  ): Promise<Answer<P, 'post'>>;
  function post(path: string, request?: PlainRequest): Promise<unknown> {
    return send('post', path, request);
  }

  function pages<P extends ListPath>(
    path: P,
    ...rest: Arguments<Options<P, 'get'>>
  ): AsyncGenerator<ItemOf<P>, void>;
  function pages(path: string, request?: PlainRequest): AsyncGenerator<unknown, void> {
    return pagesOf(send, path, request);
  }

  return { get, post, pages };
}
