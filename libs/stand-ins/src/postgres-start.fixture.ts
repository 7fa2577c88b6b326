import { Client } from 'pg';
import { freePort } from './free-port.ts';
import { StandInPostgres } from './postgres.ts';

const [, , directory = '', ...flags] = process.argv;
const postgres = await StandInPostgres.start({
  directory,
  port: await freePort(),
  password: 'of-the-test',
  durable: false,
  keepsData: true,
  fresh: flags.includes('fresh'),
});
const client = new Client({ connectionString: await postgres.database('books', 'of-books') });
await client.connect();
await client.query('CREATE TABLE IF NOT EXISTS book (title text)');
await client.query("INSERT INTO book VALUES ('Emil')");
const { rowCount } = await client.query('SELECT title FROM book');
await client.end();
await postgres.stop();
process.stdout.write(`rows: ${rowCount}\n`);
