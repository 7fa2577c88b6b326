import { Controller, Injectable, Module } from '@nestjs/common';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { z } from 'zod';
import {
  type JsonBody,
  type Output,
  contract,
  data,
  identifier,
  json,
  operation,
  problemType,
  noContent,
  redirect,
} from '#contracts/vocabulary';
import type { DatabaseSchema } from '#libs/database';
import { authorizeOwner } from '#libs/auth';
import { ProblemError } from '#libs/runtime';
import { Implements, type RequestTo, type ServiceDefinition, Validated } from '#libs/service-kit';
import {
  type Outcome,
  Writes,
  allowSupportInAuditLog,
  changed,
  createWriteTables,
  dropWriteTables,
  refused,
  refusedWithChange,
  unchanged,
} from '../src/index.ts';

const note = z.object({ note_id: identifier, account_id: identifier, title: z.string() });
type Note = z.output<typeof note>;

const noteNotFound = problemType({ code: 'NOTE_NOT_FOUND', status: 404, title: 'There is no such note' });
const noteSealed = problemType({ code: 'NOTE_SEALED', status: 409, title: 'The note is sealed' });
const noteBusy = problemType({ code: 'NOTE_BUSY', status: 503, title: 'The note is busy' });

export const notesContract = contract('notes', {
  createNote: operation({
    method: 'POST',
    path: '/v1/notes',
    summary: 'Writes a note.',
    access: 'public',
    exposure: 'edge',
    idempotencyKey: 'optional',
    accepts: ['application/json', 'application/x-www-form-urlencoded'],
    body: {
      account_id: identifier,
      title: z.string().min(1),
      tags: z.record(z.string(), z.int()).optional(),
    },
    responses: { 201: json('The note', data(note)), 303: redirect('The note') },
  }),
  renameNote: operation({
    method: 'POST',
    path: '/v1/notes/{note_id}/title',
    summary: 'Renames a note.',
    access: 'member',
    exposure: 'edge',
    idempotencyKey: 'optional',
    params: { note_id: identifier },
    body: { title: z.string() },
    responses: { 200: json('The note', data(note)) },
    problems: [noteNotFound, noteSealed, noteBusy],
  }),
  sealNote: operation({
    method: 'POST',
    path: '/v1/notes/{note_id}/seal',
    summary: 'Seals a note.',
    access: 'owner',
    exposure: 'edge',
    idempotencyKey: 'optional',
    params: { note_id: identifier },
    responses: { 200: json('The note', data(note)) },
    problems: [noteNotFound],
  }),
  removeNote: operation({
    method: 'DELETE',
    path: '/v1/notes/{note_id}',
    summary: 'Removes a note.',
    access: 'member',
    exposure: 'edge',
    idempotencyKey: 'optional',
    params: { note_id: identifier },
    responses: { 204: noContent('The note is removed') },
    problems: [noteNotFound],
  }),
});

const { createNote, renameNote, sealNote, removeNote } = notesContract.operations;

class CreateNotes1750000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE notes (
        note_id text PRIMARY KEY, account_id text NOT NULL, title text NOT NULL, refusals int NOT NULL DEFAULT 0
      )
    `);
    await createWriteTables(queryRunner);
    await allowSupportInAuditLog(queryRunner);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await dropWriteTables(queryRunner);
    await queryRunner.query('DROP TABLE notes');
  }
}

export const schema: DatabaseSchema = { entities: [], migrations: [CreateNotes1750000000000] };

/** Lets a test pause the work of a write inside its transaction. */
@Injectable()
export class Gate {
  private state: PromiseWithResolvers<void> | undefined;

  close(): void {
    this.state = Promise.withResolvers();
  }

  open(): void {
    this.state?.resolve();
    this.state = undefined;
  }

  async pass(): Promise<void> {
    await this.state?.promise;
  }
}

@Controller()
class NotesController {
  constructor(
    private readonly writes: Writes,
    private readonly gate: Gate,
  ) {}

  @Implements(createNote)
  async createNote(@Validated() request: RequestTo<typeof createNote>): Promise<Output<typeof createNote>> {
    const { account_id: accountId, title } = request.body;
    const isForm = request.mediaType !== 'application/json';
    const write = {
      operation: createNote,
      request,
      result: note,
      ...(isForm && { whileInUse: 'wait' as const }),
    };
    const created = await this.writes.run(write, async (manager) => {
      const [row] = await manager.query<Note[]>(
        `INSERT INTO notes VALUES (gen_random_uuid(), $1, $2) RETURNING note_id, account_id, title`,
        [accountId, title],
      );
      await this.gate.pass();
      if (!row || title === 'broken') throw new Error('The note is broken');
      return changed(row, { entity: 'note', entityId: row.note_id, accountId, changedFields: ['title'] });
    });
    if (!isForm) return { data: created };
    return { kind: 'redirect', status: 303, location: `/v1/notes/${created.note_id}` };
  }

  @Implements(renameNote)
  async renameNote(@Validated() request: RequestTo<typeof renameNote>): Promise<JsonBody<typeof renameNote>> {
    const { params, body, caller } = request;
    const renamed = await this.writes.run<Note>(
      { operation: renameNote, request, result: note },
      async (manager): Promise<Outcome<Note>> => {
        const [row] = await manager.query<Note[]>(
          'SELECT note_id, account_id, title FROM notes WHERE note_id = $1 AND account_id = ANY($2)',
          [params.note_id, caller.accountIds],
        );
        if (!row) return refused(new ProblemError(noteNotFound), null);
        const about = { entity: 'note', entityId: row.note_id, accountId: row.account_id };
        if (row.title === body.title) return unchanged(row, row.account_id);
        if (body.title === 'busy') return refused(new ProblemError(noteBusy), row.account_id);
        if (row.title.startsWith('sealed')) {
          await manager.query('UPDATE notes SET refusals = refusals + 1 WHERE note_id = $1', [row.note_id]);
          const refusal = new ProblemError(noteSealed, `Not renamed to ${body.title.length} characters`, {
            errors: [{ in: 'body', pointer: '/title', detail: 'is sealed' }],
          });
          return refusedWithChange(refusal, { ...about, changedFields: ['refusals'] });
        }
        await manager.query('UPDATE notes SET title = $2 WHERE note_id = $1', [row.note_id, body.title]);
        return changed({ ...row, title: body.title }, { ...about, changedFields: ['title'] });
      },
    );
    return { data: renamed };
  }

  @Implements(sealNote)
  async sealNote(@Validated() request: RequestTo<typeof sealNote>): Promise<JsonBody<typeof sealNote>> {
    const { params, caller } = request;
    const write = { operation: sealNote, request, result: note };
    const sealed = await this.writes.run<Note>(write, async (manager): Promise<Outcome<Note>> => {
      const [row] = await manager.query<Note[]>(
        'SELECT note_id, account_id, title FROM notes WHERE note_id = $1 AND account_id = ANY($2)',
        [params.note_id, caller.accountIds],
      );
      if (!row) return refused(new ProblemError(noteNotFound), null);
      authorizeOwner(caller, row.account_id);
      const { note_id: entityId, account_id: accountId } = row;
      return changed(row, { entity: 'note', entityId, accountId, changedFields: ['sealed'] });
    });
    return { data: sealed };
  }

  @Implements(removeNote)
  async removeNote(@Validated() request: RequestTo<typeof removeNote>): Promise<undefined> {
    const { params, caller } = request;
    await this.writes.run(
      { operation: removeNote, request, result: z.object({}) },
      async (manager): Promise<Outcome<object>> => {
        const [[row]] = await manager.query<[Note[], number]>(
          'DELETE FROM notes WHERE note_id = $1 AND account_id = ANY($2) RETURNING note_id, account_id',
          [params.note_id, caller.accountIds],
        );
        if (!row) return refused(new ProblemError(noteNotFound), null);
        const { note_id: entityId, account_id: accountId } = row;
        return changed({}, { entity: 'note', entityId, accountId, changedFields: ['note_id'] });
      },
    );
  }
}

@Module({
  controllers: [NotesController],
  providers: [Writes, Gate],
})
class NotesModule {}

export const service: ServiceDefinition = {
  manifest: { name: 'notes', purpose: 'Notes.', owner: '@qred/test', port: 3998, calls: [], database: true },
  contract: notesContract,
  module: () => Promise.resolve(NotesModule),
  schema,
};
