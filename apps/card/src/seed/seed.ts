import { ObjectStorage } from '#libs/object-storage';
import type { SeedContext } from '#libs/service-kit';
import { artKey } from '../cards/art-key.ts';
import { CardEntity } from '../cards/card.entity.ts';
import { drawCardArt } from './card-art.ts';
import { seedCards } from './cards.ts';

/** Writes the cards and their art; what is there already stays as it is. */
export async function seed({ config, dataSource, today }: SeedContext): Promise<void> {
  const cards = seedCards(today);
  const storage = new ObjectStorage(config.storage);
  try {
    await dataSource.createQueryBuilder().insert().into(CardEntity).values(cards).orIgnore().execute();
    await Promise.all(cards.map(({ accountId }) => storeArt(storage, accountId)));
  } finally {
    storage.close();
  }
}

async function storeArt(storage: ObjectStorage, accountId: string): Promise<void> {
  const key = artKey(accountId);
  if (await storage.has(key)) return;
  await storage.put(key, drawCardArt(accountId), 'image/png');
}
