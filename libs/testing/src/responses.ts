import { z } from 'zod';
import { type Page, type Problem, problem } from '#contracts/vocabulary';
import type { TestResponse } from './contract-caller.ts';

/** Throws a ZodError if the response is not a problem. */
export function problemIn({ body }: TestResponse): Problem {
  return problem.parse(body);
}

/** Returns a text such as `404 CARD_NOT_FOUND`. Throws a ZodError if the response is not a problem. */
export function codeOf(answer: TestResponse): string {
  return `${answer.status} ${problemIn(answer).code}`;
}

/** Clears the request id and the path of a problem, because these differ between requests. */
export function comparable(answer: TestResponse): Problem {
  return { ...problemIn(answer), request_id: '', instance: '' };
}

export function expectInvalid(answer: TestResponse, ...fields: readonly string[]): void {
  expect(codeOf(answer)).toBe('400 INVALID_REQUEST');
  expect(problemIn(answer).errors?.map((fault) => `${fault.in}${fault.pointer}`)).toEqual(fields);
}

const paged = z.object({ page: z.object({ next_cursor: z.string() }) });

/** Undefined for the last page, and for a response that is not a list. */
export function nextCursorOf({ body }: Pick<TestResponse, 'body'>): string | undefined {
  return paged.safeParse(body).data?.page.next_cursor;
}

export async function readPages<P extends { readonly page: Page }>(
  read: (cursor: string | undefined) => Promise<P>,
): Promise<P[]> {
  const pages: P[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page: P = await read(cursor);
    pages.push(page);
    cursor = page.page.next_cursor;
  }
  return pages;
}
