import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Membership } from '#contracts/account';
import { type FieldError, type Page, identifier, platformProblems } from '#contracts/vocabulary';
import { cursorCodec, takePage } from '#libs/database';
import { ProblemError } from '#libs/runtime';
import { type MembershipFilter, MembershipsRepository } from './memberships.repository.ts';

const cursors = cursorCodec(z.object({ userId: identifier, accountId: identifier }));

@Injectable()
export class MembershipsService {
  constructor(private readonly memberships: MembershipsRepository) {}

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
    const { items, last } = takePage(await this.memberships.list(filter, limit, position), limit);
    return {
      data: items.map((membership) => ({
        user_id: membership.userId,
        account_id: membership.accountId,
      })),
      page: {
        next_cursor: last
          ? cursors.encode(question, { userId: last.userId, accountId: last.accountId })
          : null,
        total_count: null,
      },
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
