import { z } from 'zod';
import {
  contract,
  data,
  identifier,
  integerParameter,
  json,
  operation,
  positiveSek,
  problemType,
} from '#contracts/vocabulary';

export const tornPage = problemType({ code: 'TORN_PAGE', status: 409, title: 'A page is torn' });
const book = z.object({ title: z.string(), pages: z.int(), cover_url: z.url().meta({ volatile: true }) });

export const alice = { title: 'Alice', pages: 57, cover_url: 'https://covers.example/alice.png' };

export const bookContract = contract('books', {
  getBook: operation({
    method: 'GET',
    path: '/v1/books/{account_id}',
    summary: 'Shows the book of a company.',
    access: 'member',
    exposure: 'edge',
    params: { account_id: identifier },
    query: { page: integerParameter({ min: 1, max: 57, default: 1 }) },
    responses: { 200: json('The book', data(book)) },
    examples: {
      alice: { summary: 'A book', params: { account_id: 'company-ab' }, response: { data: alice } },
    },
  }),
  renameBook: operation({
    method: 'POST',
    path: '/v1/titles',
    summary: 'Gives the book another title.',
    access: 'member',
    exposure: 'edge',
    body: {
      title: z.string().min(1).max(20),
      price: positiveSek.optional(),
      authors: z
        .array(z.strictObject({ name: z.string().min(1).max(20) }))
        .max(3)
        .optional(),
    },
    responses: { 200: json('The book', data(book)) },
    problems: [tornPage],
    examples: {
      renamed: { summary: 'Another title', body: { title: 'Alice' }, response: { data: alice } },
      torn: { summary: 'A page is torn', body: { title: 'Torn' }, problem: 'TORN_PAGE' },
      'title-missing': { summary: 'No title', body: { title: '' }, problem: 'INVALID_REQUEST' },
    },
  }),
});
