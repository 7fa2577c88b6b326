import { DataSource } from 'typeorm';
import { StatementRecorder, shapeOf } from './statement-recorder.ts';

describe('shapeOf', () => {
  it.each([
    ['different limits', 'SELECT a FROM t WHERE b = $1 LIMIT 26', 'SELECT a FROM t WHERE b = $1 LIMIT 4'],
    ['different layouts', 'SELECT a\n  FROM t', 'SELECT a FROM t'],
    [
      'lists of different lengths',
      'SELECT a FROM t WHERE b IN ($1, $2)',
      'SELECT a FROM t WHERE b IN ($1, $2, $3)',
    ],
    [
      'different numbers of rows',
      'INSERT INTO t VALUES ($1, $2)',
      'INSERT INTO t VALUES ($1, $2), ($3, $4), ($5, $6)',
    ],
  ])('returns the same shape for statements with %s', (_, one, other) => {
    expect(shapeOf(one)).toBe(shapeOf(other));
  });

  it.each([
    ['different filters', 'SELECT a FROM t WHERE b = $1', 'SELECT a FROM t WHERE c = $1'],
    ['different orders', 'SELECT a FROM t ORDER BY a', 'SELECT a FROM t ORDER BY a DESC'],
    ['different functions', 'SELECT a FROM t WHERE b = $1', 'SELECT a FROM t WHERE upper(b) = $1'],
  ])('returns different shapes for statements with %s', (_, one, other) => {
    expect(shapeOf(one)).not.toBe(shapeOf(other));
  });
});

describe('StatementRecorder', () => {
  it('groups the parameters of calls by statement, and ignores transaction control', () => {
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

  it('separates prepared statements from statements of a query runner', () => {
    const recorder = new StatementRecorder(false);
    recorder.logQuery('SELECT a FROM t', []);
    recorder.logQuery('SELECT b FROM t', [], new DataSource({ type: 'postgres' }).createQueryRunner());
    const recorded = [...recorder.statements.values()].flat();
    expect(recorded.map(({ isPrepared }) => isPrepared)).toEqual([true, false]);
  });
});
