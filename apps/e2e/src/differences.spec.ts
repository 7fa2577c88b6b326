import { differences } from './differences.ts';

it.each<[unknown, unknown, string[]]>([
  [{ a: [1, { b: null }] }, { a: [1, { b: null }] }, []],
  [{ a: 1 }, { a: 1, b: undefined }, []],
  [{ a: 1 }, { a: 2 }, ['/a is 2, not 1']],
  [{ a: 1 }, {}, ['/a is missing, not 1']],
  [{}, { 'a/b': 1, 'm~n': 2 }, ['/a~1b is 1, not missing', '/m~0n is 2, not missing']],
  [{ a: null }, { a: {} }, ['/a is {}, not null']],
  [{ a: [] }, { a: {} }, ['/a is {}, not []']],
  [{ a: [1, 2] }, { a: [1] }, ['/a/1 is missing, not 2']],
  [{ a: '1' }, { a: 1 }, ['/a is 1, not "1"']],
  [1, 2, ['/ is 2, not 1']],
])('differences describes how %j and %j differ', (expected, actual, sentences) => {
  expect(differences(expected, actual)).toEqual(sentences);
});
