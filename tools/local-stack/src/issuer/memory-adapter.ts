import { LRUCache } from 'lru-cache';
import type { Adapter, AdapterPayload } from 'oidc-provider';

const MAX_ENTRIES = 10_000;
const MS_PER_SECOND = 1_000;

export class MemoryAdapter implements Adapter {
  private readonly records = new LRUCache<string, AdapterPayload>({ max: MAX_ENTRIES });

  upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    this.records.set(id, payload, { ...(expiresIn && { ttl: expiresIn * MS_PER_SECOND }) });
    return Promise.resolve();
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve(this.records.get(id));
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return Promise.resolve([...this.records.values()].find((payload) => payload.uid === uid));
  }

  /** Only the device flow needs user codes, and this provider doesn't support that flow. */
  findByUserCode(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  consume(id: string): Promise<void> {
    const payload = this.records.get(id);
    if (payload) payload.consumed = Math.floor(Date.now() / MS_PER_SECOND);
    return Promise.resolve();
  }

  destroy(id: string): Promise<void> {
    this.records.delete(id);
    return Promise.resolve();
  }

  revokeByGrantId(grantId: string): Promise<void> {
    for (const [id, payload] of this.records) if (payload.grantId === grantId) this.records.delete(id);
    return Promise.resolve();
  }
}
