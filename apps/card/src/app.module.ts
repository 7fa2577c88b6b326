import { Module } from '@nestjs/common';
import { Writes } from '#libs/writes';
import { CardsController } from './cards/cards.controller.ts';
import { CardsRepository } from './cards/cards.repository.ts';
import { CardsService } from './cards/cards.service.ts';
import { ReportLostCardController } from './report-lost-card/report-lost-card.controller.ts';
import { ReportLostCardService } from './report-lost-card/report-lost-card.service.ts';
import { SetMonthlyCardLimitController } from './set-monthly-card-limit/set-monthly-card-limit.controller.ts';
import { SetMonthlyCardLimitService } from './set-monthly-card-limit/set-monthly-card-limit.service.ts';
import { RenameCardController } from './rename-card/rename-card.controller.ts';
import { RenameCardService } from './rename-card/rename-card.service.ts';

@Module({
  controllers: [
    CardsController,
    ReportLostCardController,
    SetMonthlyCardLimitController,
    RenameCardController,
  ],
  providers: [
    CardsService,
    CardsRepository,
    Writes,
    ReportLostCardService,
    SetMonthlyCardLimitService,
    RenameCardService,
  ],
})
export class AppModule {}
