import { Controller } from '@nestjs/common';
import { accountContract } from '#contracts/account';
import type { JsonBody } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { MembershipsService } from './memberships.service.ts';

const { listMemberships } = accountContract.operations;

@Controller()
export class MembershipsController {
  constructor(private readonly memberships: MembershipsService) {}

  @Implements(listMemberships)
  listMemberships(
    @Validated() { query }: RequestTo<typeof listMemberships>,
  ): Promise<JsonBody<typeof listMemberships>> {
    const filter = { userId: query.user_id, accountId: query.account_id };
    return this.memberships.list(filter, query.limit, query.cursor);
  }
}
