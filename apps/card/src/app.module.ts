import { Module } from '@nestjs/common';
import { DatabaseModule } from '#libs/database';
import { ObjectStorageModule } from '#libs/object-storage';
import { Writes } from '#libs/writes';
import { CardsController } from './cards/cards.controller.ts';
import { CardsRepository } from './cards/cards.repository.ts';
import { CardsService } from './cards/cards.service.ts';
import { schema } from './schema.ts';

@Module({
  imports: [DatabaseModule.for(schema), ObjectStorageModule],
  controllers: [CardsController],
  providers: [CardsService, CardsRepository, Writes],
})
export class AppModule {}
