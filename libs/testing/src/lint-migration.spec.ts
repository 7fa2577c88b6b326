import { lintMigration } from './lint-migration.ts';

const rulesOf = (...statements: string[]) => lintMigration(statements, true).map(({ rule }) => rule);

it.each([
  ['ALTER TABLE cards DROP COLUMN expires', 'ban-drop-column'],
  ['DROP TABLE cards', 'ban-drop-table'],
  ['ALTER TABLE cards RENAME COLUMN expires TO ends', 'renaming-column'],
  ['ALTER TABLE cards RENAME TO plastic', 'renaming-table'],
  ['ALTER TABLE cards ALTER COLUMN expires SET NOT NULL', 'adding-not-nullable-field'],
  ['ALTER TABLE cards ALTER COLUMN ordered_at TYPE timestamptz(3)', 'changing-column-type'],
  ['ALTER TABLE cards ADD COLUMN name text NOT NULL', 'adding-required-field'],
  ['ALTER TABLE cards ADD COLUMN at timestamptz DEFAULT clock_timestamp()', 'adding-field-with-default'],
  ['CREATE INDEX by_expires ON cards (expires)', 'require-concurrent-index-creation'],
  ['DROP INDEX by_expires', 'require-concurrent-index-deletion'],
  ['ALTER TABLE cards ADD CONSTRAINT odd CHECK (length(expires) = 7)', 'constraint-missing-not-valid'],
  ['ALTER TABLE cards ADD UNIQUE (expires)', 'disallowed-unique-constraint'],
  ["UPDATE cards SET status = 'closed'", 'no-row-changes'],
  ["WITH old AS (SELECT 1) UPDATE cards SET status = 'closed'", 'no-row-changes'],
  ['DELETE FROM cards', 'no-row-changes'],
  ["DO $$ BEGIN UPDATE cards SET status = 'closed'; END $$", 'no-row-changes'],
  ['TRUNCATE cards', 'no-truncate'],
  ['LOCK TABLE cards', 'no-lock'],
  ['ALTER TABLE cards ADD COLUMN limit_ore bigint CHECK (limit_ore > 0)', 'no-check-in-new-column'],
  ['ALTER TABLE cards ADD limit_ore numeric(9, 2) NULL CHECK (limit_ore > 0)', 'no-check-in-new-column'],
  ['CREATE TABLE images (card_id text REFERENCES cards (card_id))', 'no-foreign-keys'],
])('lintMigration refuses %s', (statement, rule) => {
  expect(rulesOf(statement)).toContain(rule);
});

it.each([
  [['ALTER TABLE cards ADD COLUMN name text']],
  [['CREATE TABLE images (image_id text PRIMARY KEY)', 'CREATE INDEX i ON images (image_id)']],
  [['CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE t SET a = 1; END $$']],
  [['CREATE TRIGGER t BEFORE UPDATE OR DELETE ON cards FOR EACH ROW EXECUTE FUNCTION touch()']],
  [['ALTER TABLE cards ADD COLUMN n int, ADD CONSTRAINT positive CHECK (n > 0) NOT VALID']],
  [['CREATE TABLE images (bytes int CHECK (bytes > 0))']],
  [["ALTER TABLE cards ADD COLUMN kind text NOT NULL DEFAULT 'plastic'"]],
])('lintMigration accepts %j', (statements) => {
  expect(rulesOf(...statements)).toEqual([]);
});

it('lintMigration names the statement that breaks a rule', () => {
  const [fault] = lintMigration(
    ['ALTER TABLE a ADD COLUMN b text', 'ALTER TABLE cards\n  DROP COLUMN c'],
    true,
  );
  expect(fault?.message).toContain('ALTER TABLE cards DROP COLUMN c');
});
