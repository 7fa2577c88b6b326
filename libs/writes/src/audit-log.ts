import type { EntityManager } from 'typeorm';
import type { Operation } from '#contracts/vocabulary';
import type { Caller } from '#libs/auth';
import { currentRequest } from '#libs/runtime';
import type { AuditRecord } from './outcome.ts';
import { actorOf } from './write-request.ts';

const INSERT = `
  INSERT INTO audit_log
    (at, actor_kind, actor_id, operation, entity, entity_id, account_id, request_id, changed_fields)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
`;

/** Inserts who changed what, in the transaction of the change. */
export async function insertAuditRow(
  manager: EntityManager,
  operation: Operation,
  caller: Caller,
  { entity, entityId, accountId, changedFields }: AuditRecord,
  now: Date,
): Promise<void> {
  const { kind, id } = actorOf(caller);
  const requestId = currentRequest()?.requestId ?? null;
  await manager.query(INSERT, [
    now,
    kind,
    id,
    operation.id,
    entity,
    entityId,
    accountId,
    requestId,
    [...changedFields],
  ]);
}
