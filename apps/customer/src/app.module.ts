import { Module } from '@nestjs/common';
import { Writes } from '#libs/writes';
import { SupportRequestsController } from './support-requests/support-requests.controller.ts';
import { SupportRequestsRepository } from './support-requests/support-requests.repository.ts';
import { SupportRequestsService } from './support-requests/support-requests.service.ts';

@Module({
  controllers: [SupportRequestsController],
  providers: [SupportRequestsService, SupportRequestsRepository, Writes],
})
export class AppModule {}
