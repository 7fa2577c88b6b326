import { DataSource } from 'typeorm';
import { PageReader } from '#libs/database';
import { PinoLogger } from '#libs/logging';
import { ObjectStorage } from '#libs/object-storage';
import { FixedClock } from '#libs/runtime';
import { Metrics } from '#libs/telemetry';
import { Writes } from '#libs/writes';
import { cardOf } from '../../test/support.ts';
import type { CardEntity } from './card.entity.ts';
import { CardsRepository } from './cards.repository.ts';
import { CardsService } from './cards.service.ts';

/**
 * Each task ends only after both tasks have started. If the service ran the tasks in sequence, the test would never
 * end.
 */
class Meeting {
  readonly events: string[] = [];
  private readonly together: PromiseWithResolvers<void> = Promise.withResolvers();

  async attend(name: string): Promise<void> {
    this.events.push(`${name} starts`);
    if (this.events.length === 2) this.together.resolve(undefined);
    await this.together.promise;
    this.events.push(`${name} ends`);
  }
}

class MeetingStorage extends ObjectStorage {
  constructor(private readonly meeting: Meeting) {
    super({
      bucket: 'cards',
      region: 'eu-north-1',
      endpoint: undefined,
      publicEndpoint: undefined,
      takesFiles: false,
    });
  }

  override async presignedUrl(key: string): Promise<string> {
    await this.meeting.attend('presigning');
    return `https://images.example/${key}`;
  }
}

class MeetingRepository extends CardsRepository {
  constructor(private readonly meeting: Meeting) {
    super(new DataSource({ type: 'postgres' }));
  }

  override async listByAccount(): Promise<CardEntity[]> {
    await this.meeting.attend('query');
    return [card];
  }
}

const card = cardOf('account-1', 'card-1');

it('the service presigns the image URL while the database reads the cards', async () => {
  const meeting = new Meeting();
  const clock = new FixedClock(new Date('2026-06-15T12:00:00Z'));
  const database = new DataSource({ type: 'postgres' });
  const writes = new Writes(database, clock);
  const pages = new PageReader(database, new PinoLogger({}), new Metrics());
  const service = new CardsService(
    new MeetingRepository(meeting),
    new MeetingStorage(meeting),
    clock,
    writes,
    pages,
  );
  const { data } = await service.list('account-1', 25, undefined);
  expect(data).toMatchObject([
    { card_id: 'card-1', image_url: 'https://images.example/card-art/account-1.png' },
  ]);
  const [first, second, ...ends] = meeting.events;
  expect([first, second].toSorted()).toEqual(['presigning starts', 'query starts']);
  expect(ends.toSorted()).toEqual(['presigning ends', 'query ends']);
});
