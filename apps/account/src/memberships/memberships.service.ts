import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Membership, membership } from '#contracts/account';
import { type FieldError, identifier, platformProblems } from '#contracts/vocabulary';
import { type PageOf, PageReader, cursorCodec } from '#libs/database';
import { ProblemError } from '#libs/runtime';
import { type MembershipFilter, MembershipsRepository } from './memberships.repository.ts';

const cursors = cursorCodec(z.object({ userId: identifier, accountId: identifier }));

@Injectable()
export class MembershipsService {
  constructor(
    private readonly memberships: MembershipsRepository,
    private readonly pages: PageReader,
  ) {}

  /**
   * Throws INVALID_REQUEST if the query has neither a user nor an account, or if the cursor is from a different list.
   */
  async list(
    filter: MembershipFilter,
    limit: number,
    cursor: string | undefined,
  ): Promise<PageOf<Membership>> {
    const { userId, accountId } = filter;
    if (userId === undefined && accountId === undefined) throw filterMissing();
    return this.pages.read({
      cursors,
      filters: { user_id: userId, account_id: accountId },
      cursor,
      limit,
      read: (rows, after) => this.memberships.list(filter, rows, after),
      positionOf: (row) => ({ userId: row.userId, accountId: row.accountId }),
      schema: membership,
      toItem: (row) => ({ user_id: row.userId, account_id: row.accountId, role: row.role }),
    });
  }
}

function filterMissing(): ProblemError {
  const errors = ['/user_id', '/account_id'].map((pointer): FieldError => ({
    in: 'query',
    pointer,
    detail: 'is required unless the other one is given',
  }));
  return new ProblemError(platformProblems.invalidRequest, 'Give user_id or account_id, or both', { errors });
}
