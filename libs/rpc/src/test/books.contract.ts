import { z } from 'zod';
import {
  contract,
  data,
  identifier,
  integerParameter,
  json,
  openEnum,
  operation,
  problemType,
} from '#contracts/vocabulary';

const bookNotFound = problemType({ code: 'BOOK_NOT_FOUND', status: 404, title: 'There is no such book' });

const book = z.object({
  book_id: identifier,
  binding: openEnum(['paperback', 'hardcover']),
});

export const booksContract = contract('books', {
  getBook: operation({
    method: 'GET',
    path: '/v1/shelves/{shelf}/books/{book_id}',
    summary: 'Shows one book.',
    access: 'member',
    exposure: 'edge',
    params: { shelf: z.string(), book_id: z.string() },
    query: { lang: z.string().optional(), pages: integerParameter({ min: 1, max: 9, default: 3 }) },
    responses: { 200: json('The book', data(book)) },
    problems: [bookNotFound],
  }),
  addBook: operation({
    method: 'POST',
    path: '/v1/books',
    summary: 'Adds a book.',
    access: 'member',
    exposure: 'edge',
    body: { title: z.string(), note: z.string().optional() },
    responses: { 201: json('The book', data(book)) },
  }),
});

/** A later version of the contract, with a new optional field and a new binding. */
export const grownBooksContract = contract('books', {
  getBook: operation({
    method: 'GET',
    path: '/v1/shelves/{shelf}/books/{book_id}',
    summary: 'Shows one book.',
    access: 'member',
    exposure: 'edge',
    params: { shelf: z.string(), book_id: z.string() },
    query: { lang: z.string().optional(), pages: integerParameter({ min: 1, max: 9, default: 3 }) },
    responses: {
      200: json(
        'The book',
        data(
          z.object({
            book_id: identifier,
            binding: openEnum(['paperback', 'hardcover', 'audio']),
            author: z.string().optional(),
          }),
        ),
      ),
    },
  }),
});
