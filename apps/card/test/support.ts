import { setTimeout as delay } from 'node:timers/promises';
import { cardContract } from '#contracts/card';
import type { TestResponse, TestService } from '#libs/testing';
import { CardEntity } from '../src/cards/card.entity.ts';

export const PRINTED = { last_four: '4242', expires: '2029-06' } as const;

/** The card was delivered but not activated, unless `facts` says otherwise. */
export function cardOf(accountId: string, cardId: string, facts: Partial<CardEntity> = {}): CardEntity {
  return {
    cardId,
    accountId,
    status: 'inactive',
    lastFour: PRINTED.last_four,
    expires: PRINTED.expires,
    orderedAt: new Date('2026-06-01T09:00:00Z'),
    activatedAt: null,
    activatedBy: null,
    failedAttempts: 0,
    lockedUntil: null,
    lossReason: null,
    lossReportedAt: null,
    monthlyLimit: null,
    cardName: null,
    ...facts,
  };
}

export async function insertCards(card: TestService, ...rows: CardEntity[]): Promise<void> {
  await card.dataSource.getRepository(CardEntity).insert(rows);
}

export function storedCard(card: TestService, cardId: string): Promise<CardEntity> {
  return card.dataSource.getRepository(CardEntity).findOneByOrFail({ cardId });
}

export async function listCards(card: TestService, accountId: string, query = '') {
  const answer = await card.as([accountId], 'GET', `/v1/cards?account_id=${accountId}${query}`);
  return cardContract.operations.listCards.responses[200].schema.parse(answer.body);
}

export function activate(
  card: TestService,
  accountId: string,
  cardId: string,
  printed: { readonly last_four: string; readonly expires: string } = PRINTED,
): Promise<TestResponse> {
  return card.as([accountId], 'POST', `/v1/cards/${cardId}/activation`, printed);
}

export function auditRows(card: TestService, cardId: string): Promise<object[]> {
  return card.dataSource.query<object[]>(
    'SELECT actor_id, operation, account_id, changed_fields FROM audit_log WHERE entity_id = $1 ORDER BY audit_id',
    [cardId],
  );
}

/** Locks the card's row until all requests wait for the lock, so that the requests run at the same time. */
export async function atOnce(
  card: TestService,
  cardId: string,
  send: () => Promise<TestResponse>[],
): Promise<TestResponse[]> {
  const holder = card.dataSource.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT FROM cards WHERE card_id = $1 FOR UPDATE', [cardId]);
  const requests = send();
  while ((await waitingForLocks(card)) < requests.length) await delay(20);
  await holder.commitTransaction();
  await holder.release();
  return Promise.all(requests);
}

async function waitingForLocks(card: TestService): Promise<number> {
  const [{ count } = { count: 0 }] = await card.dataSource.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return count;
}
