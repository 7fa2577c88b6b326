import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { z } from 'zod';
import { cardContract } from '#contracts/card';
import type { JsonBody } from '#contracts/vocabulary';
import type { RequestTo } from '#libs/service-kit';
import { type Outcome, Writes } from '#libs/writes';

const { reportLostCard } = cardContract.operations;
const result = reportLostCard.responses[200].schema.shape.data;

@Injectable()
export class ReportLostCardService {
  constructor(private readonly writes: Writes) {}

  async reportLostCard(request: RequestTo<typeof reportLostCard>): Promise<JsonBody<typeof reportLostCard>> {
    const write = { operation: reportLostCard, request, result };
    return { data: await this.writes.run(write, (manager) => this.change(manager, request)) };
  }

  private change(
    _manager: EntityManager,
    _request: RequestTo<typeof reportLostCard>,
  ): Promise<Outcome<z.output<typeof result>>> {
    throw new Error('reportLostCard is not built');
  }
}
