import { Column, DataSource, Entity, PrimaryColumn } from 'typeorm';
import { z } from 'zod';
import { PinoLogger } from '#libs/logging';
import { createTestDatabase } from '#libs/stand-ins';
import { Metrics } from '#libs/telemetry';
import { PageReader, cursorCodec, createDataSource, minorUnits } from '../src/index.ts';

@Entity('invoices')
class InvoiceEntity {
  @PrimaryColumn('text', { name: 'invoice_id' })
  invoiceId!: string;

  @Column('bigint', { transformer: minorUnits })
  amount!: number;
}

const cursors = cursorCodec(z.object({ amount: z.int(), invoiceId: z.string() }));
const item = z.object({ invoice_id: z.string(), amount: z.int() });

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let dataSource: DataSource;

beforeAll(async () => {
  database = await createTestDatabase();
  const config = { kind: 'url', url: database.url, poolSize: 1 } as const;
  dataSource = createDataSource('test', config, { entities: [InvoiceEntity], migrations: [] });
  await dataSource.initialize();
  await dataSource.query('CREATE TABLE invoices (invoice_id text PRIMARY KEY, amount bigint NOT NULL)');
});

afterAll(async () => {
  await dataSource.destroy();
  await database.drop();
});

it('the page reader supports lists sorted by a number, and skips numbers above 2^53', async () => {
  await dataSource.query(
    `INSERT INTO invoices VALUES ('a', 500), ('b', 700), ('c', 500), ('d', 9007199254740993), ('e', -1)`,
  );
  const pages = new PageReader(dataSource, new PinoLogger({ pinoHttp: { level: 'silent' } }), new Metrics());
  const found: string[][] = [];
  for (let cursor: string | undefined; found.length < 5;) {
    const { data, page } = await pages.read({
      cursors,
      filters: {},
      cursor,
      limit: 2,
      read(limit, after) {
        const query = dataSource.getRepository(InvoiceEntity).createQueryBuilder('invoice');
        if (after) query.where('(invoice.amount, invoice.invoice_id) < (:amount, :invoiceId)', { ...after });
        return query
          .orderBy({ 'invoice.amount': 'DESC', 'invoice.invoice_id': 'DESC' })
          .limit(limit + 1)
          .getMany();
      },
      positionOf: ({ amount, invoiceId }) => ({ amount, invoiceId }),
      schema: item,
      toItem: ({ amount, invoiceId }) => ({ invoice_id: invoiceId, amount }),
    });
    found.push(data.map(({ invoice_id: id }) => id));
    if (page.next_cursor === null) break;
    cursor = page.next_cursor;
  }
  expect(found).toEqual([
    ['b', 'c'],
    ['a', 'e'],
  ]);
});
