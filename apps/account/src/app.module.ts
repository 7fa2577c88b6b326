import { Module } from '@nestjs/common';
import { AccountsController } from './accounts/accounts.controller.ts';
import { AccountsRepository } from './accounts/accounts.repository.ts';
import { AccountsService } from './accounts/accounts.service.ts';
import { MembershipsController } from './memberships/memberships.controller.ts';
import { MembershipsRepository } from './memberships/memberships.repository.ts';
import { MembershipsService } from './memberships/memberships.service.ts';
import { OverviewController } from './overview/overview.controller.ts';
import { OverviewService } from './overview/overview.service.ts';

@Module({
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
