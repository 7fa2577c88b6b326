import { Controller, Module } from '@nestjs/common';
import { z } from 'zod';
import { type JsonBody, contract, data, identifier, json, operation } from '#contracts/vocabulary';
import { Implements, type RequestTo, type ServiceDefinition, Validated } from '../src/index.ts';

const notes = json('The accounts whose notes they are', data(z.array(z.string())));

/** Calls per minute to each limited operation. */
export const NOTES_LIMIT = 20;

/** A contract with account ids in the path, the query and the body, and with required and optional fields. */
export const notesContract = contract('notes', {
  showNotes: operation({
    method: 'GET',
    path: '/v1/accounts/{account_id}/notes',
    referencePath: '/notes/of/{account_id}',
    summary: 'Shows the notes of an account.',
    access: 'member',
    exposure: 'edge',
    rateLimit: NOTES_LIMIT,
    params: { account_id: identifier },
    responses: { 200: notes },
  }),
  findNotes: operation({
    method: 'GET',
    path: '/v1/notes',
    summary: 'Finds notes, those of one account if it is named.',
    access: 'member',
    exposure: 'edge',
    rateLimit: NOTES_LIMIT,
    query: { account_id: identifier.optional() },
    responses: { 200: notes },
  }),
  compareNotes: operation({
    method: 'GET',
    path: '/v1/accounts/{account_id}/comparisons',
    summary: 'Compares the notes of two accounts.',
    access: 'member',
    exposure: 'edge',
    params: { account_id: identifier },
    query: { account_id: identifier },
    responses: { 200: notes },
  }),
  collectNotes: operation({
    method: 'GET',
    path: '/v1/collections',
    summary: 'Collects the notes of several accounts.',
    access: 'member',
    exposure: 'edge',
    query: { account_id: z.array(identifier) },
    responses: { 200: notes },
  }),
  shareNote: operation({
    method: 'POST',
    path: '/v1/shared-notes',
    summary: 'Shares a note with an account.',
    access: 'member',
    exposure: 'edge',
    body: { account_id: identifier },
    responses: { 200: notes },
  }),
  addNote: operation({
    method: 'POST',
    path: '/v1/notes',
    summary: 'Adds a note.',
    access: 'public',
    exposure: 'edge',
    body: { title: z.string().min(1), stars: z.int().optional() },
    accepts: ['application/json', 'application/x-www-form-urlencoded'],
    responses: { 201: json('The length of its title', data(z.int())) },
  }),
  rateNote: operation({
    method: 'PUT',
    path: '/v1/ratings',
    summary: 'Rates a note.',
    access: 'public',
    exposure: 'edge',
    body: { stars: z.int().optional() },
    responses: { 200: json('The rating', data(z.int())) },
  }),
});

const { addNote, collectNotes, compareNotes, findNotes, rateNote, shareNote, showNotes } =
  notesContract.operations;

@Controller()
class NotesController {
  @Implements(showNotes)
  showNotes(@Validated() { params }: RequestTo<typeof showNotes>): Promise<JsonBody<typeof showNotes>> {
    return Promise.resolve({ data: [params.account_id] });
  }

  @Implements(findNotes)
  findNotes(
    @Validated() { query, caller }: RequestTo<typeof findNotes>,
  ): Promise<JsonBody<typeof findNotes>> {
    return Promise.resolve({
      data: query.account_id === undefined ? [...caller.accountIds] : [query.account_id],
    });
  }

  @Implements(compareNotes)
  compareNotes(
    @Validated() { params, query }: RequestTo<typeof compareNotes>,
  ): Promise<JsonBody<typeof compareNotes>> {
    return Promise.resolve({ data: [params.account_id, query.account_id] });
  }

  @Implements(collectNotes)
  collectNotes(
    @Validated() { query }: RequestTo<typeof collectNotes>,
  ): Promise<JsonBody<typeof collectNotes>> {
    return Promise.resolve({ data: query.account_id });
  }

  @Implements(shareNote)
  shareNote(@Validated() { body }: RequestTo<typeof shareNote>): Promise<JsonBody<typeof shareNote>> {
    return Promise.resolve({ data: [body.account_id] });
  }

  @Implements(addNote)
  addNote(@Validated() { body }: RequestTo<typeof addNote>): Promise<JsonBody<typeof addNote>> {
    return Promise.resolve({ data: body.title.length });
  }

  @Implements(rateNote)
  rateNote(@Validated() { body }: RequestTo<typeof rateNote>): Promise<JsonBody<typeof rateNote>> {
    return Promise.resolve({ data: body.stars ?? 0 });
  }
}

@Module({ controllers: [NotesController] })
class NotesModule {}

export const notesService: ServiceDefinition = {
  manifest: { name: 'notes', purpose: 'Notes.', owner: '@qred/test', port: 3998 },
  contract: notesContract,
  module: () => Promise.resolve(NotesModule),
};
