import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { cardContract } from '#contracts/card';
import type { JsonBody } from '#contracts/vocabulary';
import type { RequestTo } from '#libs/service-kit';
import { type Outcome, Writes } from '#libs/writes';

const { renameCard } = cardContract.operations;
const result = renameCard.responses[200].schema.shape.data;

@Injectable()
export class RenameCardService {
  constructor(private readonly writes: Writes) {}

  async renameCard(request: RequestTo<typeof renameCard>): Promise<JsonBody<typeof renameCard>> {
    const write = { operation: renameCard, request, result };
    return { data: await this.writes.run(write, (manager) => this.change(manager, request)) };
  }

  private change(
    _manager: EntityManager,
    _request: RequestTo<typeof renameCard>,
  ): Promise<Outcome<z.output<typeof result>>> {
    throw new Error('renameCard is not built');
  }
}
