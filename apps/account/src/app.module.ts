import { Module } from '@nestjs/common';
import { DatabaseModule } from '#libs/database';
import { RpcModule } from '#libs/rpc';
import { AccountsController } from './accounts/accounts.controller.ts';
import { AccountsRepository } from './accounts/accounts.repository.ts';
import { AccountsService } from './accounts/accounts.service.ts';
import { MembershipsController } from './memberships/memberships.controller.ts';
import { MembershipsRepository } from './memberships/memberships.repository.ts';
import { MembershipsService } from './memberships/memberships.service.ts';
import { OverviewController } from './overview/overview.controller.ts';
import { OverviewService } from './overview/overview.service.ts';
import { schema } from './schema.ts';

@Module({
  imports: [DatabaseModule.for(schema), RpcModule],
  controllers: [AccountsController, MembershipsController, OverviewController],
  providers: [
    AccountsService,
    AccountsRepository,
    MembershipsService,
    MembershipsRepository,
    OverviewService,
  ],
})
export class AppModule {}
