import { Module } from '@nestjs/common';
import { DatabaseModule } from '#libs/database';
import { InvoicesController } from './invoices/invoices.controller.ts';
import { InvoicesRepository } from './invoices/invoices.repository.ts';
import { InvoicesService } from './invoices/invoices.service.ts';
import { schema } from './schema.ts';

@Module({
  imports: [DatabaseModule.for(schema)],
  controllers: [InvoicesController],
  providers: [InvoicesService, InvoicesRepository],
})
export class AppModule {}
