import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ObjectStorage } from '#libs/object-storage';
import type { SeedContext } from '#libs/service-kit';
import { artKey } from '../cards/art-key.ts';
import { CardEntity } from '../cards/card.entity.ts';
import { seedCards } from './cards.ts';

/** Each account has a PNG of 1012 x 638 pixels, the size of a bank card at 300 dots per inch. */
const ART = join(import.meta.dirname, 'assets');

export async function seed({ config, dataSource, today }: SeedContext): Promise<void> {
  const cards = seedCards(today);
  const storage = new ObjectStorage(config.storage);
  try {
    await dataSource.createQueryBuilder().insert().into(CardEntity).values(cards).orIgnore().execute();
    await Promise.all(cards.map(({ accountId }) => storeArt(storage, accountId)));
  } finally {
    await storage.close();
  }
}

async function storeArt(storage: ObjectStorage, accountId: string): Promise<void> {
  const key = artKey(accountId);
  if (await storage.has(key)) return;
  await storage.put(key, await readFile(join(ART, `${accountId}.png`)), 'image/png');
}
