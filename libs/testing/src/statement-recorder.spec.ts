import { DataSource } from 'typeorm';
import { StatementRecorder, shapeOf } from './statement-recorder.ts';

describe('shapeOf', () => {
  it.each([
    ['other limits', 'SELECT a FROM t WHERE b = $1 LIMIT 26', 'SELECT a FROM t WHERE b = $1 LIMIT 4'],
    ['other layout', 'SELECT a\n  FROM t', 'SELECT a FROM t'],
    ['longer lists', 'SELECT a FROM t WHERE b IN ($1, $2)', 'SELECT a FROM t WHERE b IN ($1, $2, $3)'],
    ['more rows', 'INSERT INTO t VALUES ($1, $2)', 'INSERT INTO t VALUES ($1, $2), ($3, $4), ($5, $6)'],
  ])('is the same for %s', (_, one, other) => {
    expect(shapeOf(one)).toBe(shapeOf(other));
  });

  it.each([
    ['another filter', 'SELECT a FROM t WHERE b = $1', 'SELECT a FROM t WHERE c = $1'],
    ['another order', 'SELECT a FROM t ORDER BY a', 'SELECT a FROM t ORDER BY a DESC'],
    ['another function', 'SELECT a FROM t WHERE b = $1', 'SELECT a FROM t WHERE upper(b) = $1'],
  ])('differs for %s', (_, one, other) => {
    expect(shapeOf(one)).not.toBe(shapeOf(other));
  });
});

describe('StatementRecorder', () => {
  it('keeps each shape with the parameters of every call, and ignores transaction control', () => {
    const recorder = new StatementRecorder(false);
    recorder.logQuery('START TRANSACTION');
    recorder.logQuery('SELECT a FROM t WHERE b = $1', ['x']);
    recorder.logQuery('SELECT a FROM t WHERE b = $1', ['x']);
    recorder.logQuery('SELECT a FROM t WHERE b = $1', ['y']);
    recorder.logQuery('COMMIT');
    expect([...recorder.statements]).toEqual([
      [
        'SELECT a FROM t WHERE b = $n',
        [
          { sql: 'SELECT a FROM t WHERE b = $1', parameters: ['x'], isPrepared: true },
          { sql: 'SELECT a FROM t WHERE b = $1', parameters: ['y'], isPrepared: true },
        ],
      ],
    ]);
  });

  it('separates prepared statements from the statements of a query runner', () => {
    const recorder = new StatementRecorder(false);
    recorder.logQuery('SELECT a FROM t', []);
    recorder.logQuery('SELECT b FROM t', [], new DataSource({ type: 'postgres' }).createQueryRunner());
    const recorded = [...recorder.statements.values()].flat();
    expect(recorded.map(({ isPrepared }) => isPrepared)).toEqual([true, false]);
  });
});
