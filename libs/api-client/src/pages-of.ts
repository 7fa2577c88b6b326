import { unreachable } from './api-problem.ts';
import type { PlainRequest, Send } from './send.ts';

interface Page {
  readonly data: readonly unknown[];
  readonly page: { readonly next_cursor: string | null };
}

/** Iterates over all items of a list. Requests a page only when the app needs the page's first item. */
export async function* pagesOf(
  send: Send,
  path: string,
  request: PlainRequest = {},
): AsyncGenerator<unknown, void> {
  const followed = new Set<string>();
  let cursor: string | null | undefined;
  for (;;) {
    const query = cursor === undefined ? request.query : { ...request.query, cursor };
    const body = await send('get', path, { ...request, query });
    if (!isPage(body)) throw unreachable({ status: 200 });
    yield* body.data;
    cursor = body.page.next_cursor;
    if (cursor === null) return;
    if (followed.has(cursor))
      throw unreachable({ status: 200, cause: new Error('The API returned the same cursor twice') });
    followed.add(cursor);
  }
}

function isPage(body: unknown): body is Page {
  if (typeof body !== 'object' || body === null) return false;
  if (!('data' in body && Array.isArray(body.data) && 'page' in body)) return false;
  const { page } = body;
  if (typeof page !== 'object' || page === null || !('next_cursor' in page)) return false;
  return page.next_cursor === null || typeof page.next_cursor === 'string';
}
