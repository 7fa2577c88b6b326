import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Membership, membership } from '#contracts/account';
import { type FieldError, type Page, identifier, platformProblems } from '#contracts/vocabulary';
import { PageReader, cursorCodec } from '#libs/database';
import { ProblemError } from '#libs/runtime';
import { type MembershipFilter, MembershipsRepository } from './memberships.repository.ts';

const cursors = cursorCodec(z.object({ userId: identifier, accountId: identifier }));

@Injectable()
export class MembershipsService {
  constructor(
    private readonly memberships: MembershipsRepository,
    private readonly pages: PageReader,
  ) {}

  /** Throws INVALID_REQUEST where neither a user nor an account is given. */
  async list(
    filter: MembershipFilter,
    limit: number,
    cursor: string | undefined,
  ): Promise<{ data: Membership[]; page: Page }> {
    const { userId, accountId } = filter;
    if (userId === undefined && accountId === undefined) throw filterMissing();
    const question = { user_id: userId, account_id: accountId };
    const position = cursors.decode(question, cursor);
    const { items, last } = await this.pages.read({
      limit,
      read: (rows) => this.memberships.list(filter, rows, position),
      positionOf: (row) => ({ userId: row.userId, accountId: row.accountId }),
      schema: membership,
      toItem: (row) => ({ user_id: row.userId, account_id: row.accountId }),
    });
    return {
      data: items,
      page: { next_cursor: last ? cursors.encode(question, last) : null, total_count: null },
    };
  }
}

function filterMissing(): ProblemError {
  const errors = ['/user_id', '/account_id'].map((pointer): FieldError => ({
    in: 'query',
    pointer,
    detail: 'must be given, or the other one',
  }));
  return new ProblemError(platformProblems.invalidRequest, 'Give user_id or account_id, or both', { errors });
}
