import { pagesOf } from './pages-of.ts';
import { type ApiClientOptions, type PlainRequest, createSend } from './send.ts';
import type { Answer, Arguments, ItemOf, ListPath, Options, PathOf, Verb } from './types.ts';

type Method<V extends Verb> = <P extends PathOf<V>>(
  path: P,
  ...options: Arguments<Options<P, V>>
) => Promise<Answer<P, V>>;

/** Calls operations by method and path. The contracts define the types of requests and responses. */
export interface ApiClient {
  readonly get: Method<'get'>;
  readonly post: Method<'post'>;
  readonly put: Method<'put'>;
  readonly patch: Method<'patch'>;
  readonly delete: Method<'delete'>;
  /**
   * Iterates over all items of a list. The client requests the next page when the app has read all items of the
   * previous page.
   */
  readonly pages: <P extends ListPath>(
    path: P,
    ...options: Arguments<Options<P, 'get'>>
  ) => AsyncGenerator<ItemOf<P>, void>;
}

/** The client stores no state between calls. */
export function createApiClient(options: ApiClientOptions): ApiClient {
  const send = createSend(options);

  function method<V extends Verb>(verb: V): Method<V> {
    function call<P extends PathOf<V>>(path: P, ...rest: Arguments<Options<P, V>>): Promise<Answer<P, V>>;
    function call(path: string, request?: PlainRequest): Promise<unknown> {
      return send(verb, path, request);
    }
    return call;
  }

  function pages<P extends ListPath>(
    path: P,
    ...rest: Arguments<Options<P, 'get'>>
  ): AsyncGenerator<ItemOf<P>, void>;
  function pages(path: string, request?: PlainRequest): AsyncGenerator<unknown, void> {
    return pagesOf(send, path, request);
  }

  return {
    get: method('get'),
    post: method('post'),
    put: method('put'),
    patch: method('patch'),
    delete: method('delete'),
    pages,
  };
}
