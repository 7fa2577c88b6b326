import { resolvePointer } from './json-pointer.ts';

const document = { data: [{ 'a/b': 1, 'm~n': 2, '': 3, none: null }] };

it.each<[string, unknown]>([
  ['', document],
  ['/data/0/a~1b', 1],
  ['/data/0/m~0n', 2],
  ['/data/0/', 3],
  ['/data/0/none', null],
  ['/data/1', undefined],
  ['/data/00', undefined],
  ['/data/-', undefined],
  ['/data/length', undefined],
  ['/data/0/none/deeper', undefined],
  ['/data/0/toString', undefined],
  ['data', undefined],
])('resolvePointer returns the expected value for the JSON pointer %j', (pointer, expected) => {
  expect(resolvePointer(document, pointer)).toEqual(expected);
});

it('resolvePointer decodes ~01 to ~1, not to a slash', () => {
  expect(resolvePointer({ '~1': 'here' }, '/~01')).toBe('here');
});
