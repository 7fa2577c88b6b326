import { setTimeout as delay } from 'node:timers/promises';
import { Controller, Get, Module, type Type } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import {
  type HtmlReply,
  type JsonBody,
  type RedirectReply,
  contract,
  data,
  html,
  identifier,
  json,
  list,
  operation,
  pageParameters,
  noContent,
  redirect,
} from '#contracts/vocabulary';
import type { DatabaseSchema } from '#libs/database';
import { Implements, type RequestTo, type ServiceDefinition, Validated } from '../src/index.ts';

const book = z.object({ book_id: identifier, title: z.string() }).meta({ id: 'Book' });

/** The contract of a small service, for tests of behaviour that all services share. */
export const library = contract('library', {
  listBooks: operation({
    method: 'GET',
    path: '/v1/books',
    referencePath: '/old/books',
    summary: "Lists an account's books.",
    access: 'member',
    exposure: 'edge',
    query: { account_id: identifier, ...pageParameters },
    responses: { 200: json('The books', list(book)) },
  }),
  addBook: operation({
    method: 'POST',
    path: '/v1/books',
    summary: 'Adds a book.',
    access: 'public',
    exposure: 'edge',
    idempotencyKey: 'optional',
    accepts: ['application/json', 'application/x-www-form-urlencoded'],
    body: { title: z.string().min(1) },
    responses: { 201: json('The book', data(book)), 303: redirect('The shelf') },
  }),
  getBook: operation({
    method: 'GET',
    path: '/v1/books/{book_id}',
    summary: 'Shows a book.',
    access: 'public',
    exposure: 'edge',
    params: { book_id: identifier },
    responses: { 200: json('The book', data(book)) },
  }),
  returnBook: operation({
    method: 'POST',
    path: '/v1/books/{book_id}/return',
    summary: 'Takes a book back.',
    access: 'public',
    exposure: 'edge',
    params: { book_id: identifier },
    responses: { 200: json('The book', data(book)) },
  }),
  removeBook: operation({
    method: 'DELETE',
    path: '/v1/books/{book_id}',
    summary: 'Removes a book.',
    access: 'public',
    exposure: 'edge',
    params: { book_id: identifier },
    responses: { 204: noContent('The book is removed') },
  }),
  countLoans: operation({
    method: 'GET',
    path: '/v1/loans',
    summary: 'Counts loans, for the accounts.',
    access: 'machine:loans.read',
    exposure: 'internal',
    responses: { 200: json('How many', data(z.int())) },
  }),
  knock: operation({
    method: 'GET',
    path: '/v1/knock',
    referencePath: '/old/knock',
    summary: 'Knocks at the door.',
    access: 'public',
    exposure: 'edge',
    rateLimit: 3,
    responses: { 200: json('Come in', data(z.string())) },
  }),
  lendBook: operation({
    method: 'POST',
    path: '/v1/books/{book_id}/loan',
    summary: 'Lends a book to a member.',
    built: false,
    access: 'member',
    exposure: 'edge',
    params: { book_id: identifier },
    query: { account_id: identifier },
    responses: { 200: json('The book', data(book)) },
  }),
  showShelf: operation({
    method: 'GET',
    path: '/shelf',
    summary: 'Shows the shelf.',
    access: 'public',
    exposure: 'edge',
    responses: { 200: html('The shelf') },
  }),
});

const { listBooks, addBook, getBook, returnBook, removeBook, countLoans, knock, lendBook, showShelf } =
  library.operations;

/** Returns a result whose type at run time differs from its declared type. */
function wrong(answer: unknown): JsonBody<typeof getBook> {
  return JSON.parse(JSON.stringify(answer)) as JsonBody<typeof getBook>;
}

export const atlas = { book_id: 'atlas', title: 'Atlas' };

/** Requests for the book `slow` wait here until a test calls `finish`. */
export const slow = { arrived: 0, finish: (): void => undefined };

@Controller()
export class BooksController {
  @Implements(listBooks)
  listBooks(@Validated() { query }: RequestTo<typeof listBooks>): Promise<JsonBody<typeof listBooks>> {
    const mine = { book_id: query.account_id, title: String(query.limit) };
    return Promise.resolve({ data: [mine], page: { next_cursor: null, total_count: null } });
  }

  @Implements(lendBook)
  lendBook(@Validated() { params }: RequestTo<typeof lendBook>): Promise<JsonBody<typeof lendBook>> {
    throw new Error(`Nobody lends ${params.book_id} yet`);
  }

  @Implements(addBook)
  addBook(
    @Validated() { body, mediaType }: RequestTo<typeof addBook>,
  ): Promise<JsonBody<typeof addBook> | RedirectReply> {
    if (mediaType === 'application/x-www-form-urlencoded')
      return Promise.resolve({ kind: 'redirect', status: 303, location: '/shelf' });
    return Promise.resolve({ data: { book_id: 'new', title: body.title } });
  }

  @Implements(getBook)
  async getBook(@Validated() { params }: RequestTo<typeof getBook>): Promise<JsonBody<typeof getBook>> {
    switch (params.book_id) {
      case 'slow':
        slow.arrived += 1;
        await new Promise<void>((resolve) => (slow.finish = resolve));
        return { data: atlas };
      case 'without-title':
        return wrong({ data: { book_id: 'without-title' } });
      case 'with-more':
        return wrong({ data: { ...atlas, colour: 'red' } });
      case 'lost':
        throw new Error('SELECT title FROM books at postgres://library:s3cret@10.0.0.7/library');
      default:
        await delay(0);
        return { data: { ...atlas, book_id: params.book_id } };
    }
  }

  @Implements(returnBook)
  returnBook(@Validated() { params }: RequestTo<typeof returnBook>): Promise<JsonBody<typeof returnBook>> {
    return Promise.resolve({ data: { ...atlas, book_id: params.book_id } });
  }

  @Implements(removeBook)
  removeBook(@Validated() { params }: RequestTo<typeof removeBook>): Promise<undefined> {
    return params.book_id === 'with-answer'
      ? Promise.resolve(JSON.parse('{}') as undefined)
      : Promise.resolve(undefined);
  }

  @Implements(countLoans)
  countLoans(): Promise<JsonBody<typeof countLoans>> {
    return Promise.resolve({ data: 7 });
  }

  @Implements(knock)
  knock(): Promise<JsonBody<typeof knock>> {
    return Promise.resolve({ data: 'come in' });
  }

  @Get('undeclared')
  undeclared(): string {
    return 'nobody may see this';
  }
}

@Controller()
export class ShelfController {
  @Implements(showShelf)
  showShelf(): Promise<HtmlReply> {
    return Promise.resolve({ kind: 'html', status: 200, html: '<h1>Shelf</h1>' });
  }
}

class CreateBooks1750000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`CREATE TABLE books (book_id text PRIMARY KEY)`);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`DROP TABLE books`);
  }
}

export const schema: DatabaseSchema = { entities: [], migrations: [CreateBooks1750000000000] };

export const manifest = {
  name: 'library',
  purpose: 'Books.',
  owner: '@qred/test',
  port: 3999,
  database: true,
} as const;

export function serviceWith(...controllers: Type[]): ServiceDefinition {
  @Module({ controllers })
  class LibraryModule {}
  return { manifest, contract: library, module: () => Promise.resolve(LibraryModule), schema };
}
