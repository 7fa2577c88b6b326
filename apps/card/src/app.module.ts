import { Module } from '@nestjs/common';
import { Writes } from '#libs/writes';
import { CardsController } from './cards/cards.controller.ts';
import { CardsRepository } from './cards/cards.repository.ts';
import { CardsService } from './cards/cards.service.ts';

@Module({
  controllers: [CardsController],
  providers: [CardsService, CardsRepository, Writes],
})
export class AppModule {}
