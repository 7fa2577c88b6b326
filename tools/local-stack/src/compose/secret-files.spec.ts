import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Manifest, parseManifest } from '#libs/manifest';
import { adminUrl, databasePassword, databaseUrlFile, writeSecretFiles } from './secret-files.ts';

function manifest(name: string, database = true): Manifest {
  return parseManifest({ name, purpose: 'Does one thing.', owner: '@qred/test', port: 3000, database });
}

const books = manifest('books');
const shelves = manifest('shelves');
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'qred-secrets-'));
});

afterEach(() => rmSync(root, { recursive: true }));

it('writeSecretFiles creates a PostgreSQL password, and a database URL with its own password for each service', () => {
  const files = writeSecretFiles([books, shelves, manifest('plain', false)], root);
  expect(files).toEqual([
    '/secrets/postgres/password',
    '/secrets/books/database-url',
    '/secrets/shelves/database-url',
  ]);
  const url = new URL(readFileSync(`${root}${databaseUrlFile(books)}`, 'utf8'));
  expect([url.protocol, url.username, url.host, url.pathname]).toEqual([
    'postgres:',
    'books',
    'postgres:5432',
    '/books',
  ]);
  expect(databasePassword(books, root)).toBe(url.password);
  const passwords = [new URL(adminUrl(root)).password, url.password, databasePassword(shelves, root)];
  expect(new Set(passwords).size).toBe(3);
  for (const password of passwords) expect(password).toMatch(/^[\w-]{24}$/);
});

it('writeSecretFiles keeps existing secrets, and creates only missing secrets', () => {
  writeSecretFiles([books], root);
  const before = [adminUrl(root), databasePassword(books, root)];
  expect(writeSecretFiles([books, shelves], root)).toEqual(['/secrets/shelves/database-url']);
  expect([adminUrl(root), databasePassword(books, root)]).toEqual(before);
});

it('writeSecretFiles makes secrets read-only', () => {
  writeSecretFiles([books], root);
  expect(statSync(`${root}${databaseUrlFile(books)}`).mode & 0o777).toBe(0o444);
});
