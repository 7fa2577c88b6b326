import { Module } from '@nestjs/common';
import { Writes } from '#libs/writes';
import { CardsController } from './cards/cards.controller.ts';
import { CardsRepository } from './cards/cards.repository.ts';
import { CardsService } from './cards/cards.service.ts';
import { ReportLostCardController } from './report-lost-card/report-lost-card.controller.ts';
import { ReportLostCardService } from './report-lost-card/report-lost-card.service.ts';

@Module({
  controllers: [CardsController, ReportLostCardController],
  providers: [CardsService, CardsRepository, Writes, ReportLostCardService],
})
export class AppModule {}
