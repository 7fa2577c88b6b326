import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SupportRequestEntity } from './support-request.entity.ts';

@Injectable()
export class SupportRequestsRepository {
  constructor(private readonly database: DataSource) {}

  async insert(manager: EntityManager, request: SupportRequestEntity): Promise<void> {
    await manager.createQueryBuilder().insert().into(SupportRequestEntity).values(request).execute();
  }

  exists(reference: string): Promise<boolean> {
    return this.requests.createQueryBuilder().where('reference = :reference', { reference }).getExists();
  }

  private get requests() {
    return this.database.getRepository(SupportRequestEntity);
  }
}
