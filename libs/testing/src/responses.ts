import { z } from 'zod';
import { type Page, type Problem, problem } from '#contracts/vocabulary';
import type { TestResponse } from './contract-caller.ts';

/** The problem in a response. Throws a ZodError for any other response. */
export function problemIn({ body }: TestResponse): Problem {
  return problem.parse(body);
}

/** The status and the code of a problem, such as `404 CARD_NOT_FOUND`. Throws a ZodError for any other response. */
export function codeOf(answer: TestResponse): string {
  return `${answer.status} ${problemIn(answer).code}`;
}

/** A problem without its request id and path, which differ between any two requests. */
export function comparable(answer: TestResponse): Problem {
  return { ...problemIn(answer), request_id: '', instance: '' };
}

/** Expects a 400 that names exactly these fields, such as `query/limit`. */
export function expectInvalid(answer: TestResponse, ...fields: readonly string[]): void {
  expect(codeOf(answer)).toBe('400 INVALID_REQUEST');
  expect(problemIn(answer).errors?.map((fault) => `${fault.in}${fault.pointer}`)).toEqual(fields);
}

const paged = z.object({ page: z.object({ next_cursor: z.string() }) });

/** The cursor of the next page. Undefined for the last page, and for any other response. */
export function nextCursorOf({ body }: Pick<TestResponse, 'body'>): string | undefined {
  return paged.safeParse(body).data?.page.next_cursor;
}

/** Reads a list page by page, with each cursor, to the last page. */
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
