import type { Contract } from '#contracts/vocabulary';
import type { Evidence } from './check-screen.ts';
import { seededAccounts } from './seeded-accounts.ts';
import { seededIds } from './seeded-ids.ts';

/** Collects the workspace's facts for checking screens. */
export function evidenceOf(root: string, contracts: readonly Contract[]): Evidence {
  const seeded = seededAccounts(root);
  return { root, contracts, seeded, isSeededId: seededIds(root, seeded) };
}
