import { Controller } from '@nestjs/common';
import { cardContract } from '#contracts/card';
import type { JsonBody } from '#contracts/vocabulary';
import { Implements, type RequestTo, Validated } from '#libs/service-kit';
import { RenameCardService } from './rename-card.service.ts';

const { renameCard } = cardContract.operations;

@Controller()
export class RenameCardController {
  constructor(private readonly service: RenameCardService) {}

  @Implements(renameCard)
  renameCard(@Validated() request: RequestTo<typeof renameCard>): Promise<JsonBody<typeof renameCard>> {
    return this.service.renameCard(request);
  }
}
