import { Module } from '@nestjs/common';
import { DatabaseModule } from '#libs/database';
import { Writes } from '#libs/writes';
import { schema } from './schema.ts';
import { SupportRequestsController } from './support-requests/support-requests.controller.ts';
import { SupportRequestsRepository } from './support-requests/support-requests.repository.ts';
import { SupportRequestsService } from './support-requests/support-requests.service.ts';

@Module({
  imports: [DatabaseModule.for(schema)],
  controllers: [SupportRequestsController],
  providers: [SupportRequestsService, SupportRequestsRepository, Writes],
})
export class AppModule {}
