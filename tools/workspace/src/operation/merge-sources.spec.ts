import { mergeEntry, mergeSources } from './merge-sources.ts';

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

function merged(base: string, next: string, present: string): { source: string; kept: readonly string[] } {
  const { source, kept } = mergeSources(`const x = ${base};`, `const x = ${next};`, `const x = ${present};`);
  return { source: squeeze(source).replace(/^const x = (.*);$/, '$1'), kept };
}

it.each([
  [
    'adds a member after its neighbour',
    '{ a: 1 }',
    '{ a: 1, b: 2 }',
    '{ z: 0, a: 1, c: 3 }',
    '{ z: 0, a: 1, b: 2, c: 3 }',
  ],
  ['adds the first member', '{}', '{ a: 1, b: 2 }', '{ c: 3 }', '{a: 1, b: 2, c: 3 }'],
  ['adds a member to an empty object', '{}', '{ a: 1 }', '{}', '{a: 1, }'],
  ['removes a member', '{ a: 1, b: 2 }', '{ a: 1 }', '{ a: 1, b: 2, c: 3 }', '{ a: 1, c: 3 }'],
  ['replaces a value', '{ a: 1 }', '{ a: 2 }', '{ a: 1, b: 1 }', '{ a: 2, b: 1 }'],
  [
    'ignores the formatting of code',
    "{ a: f('x') }",
    "{ a: f('y') }",
    '{ a: f( "x", ), }',
    "{ a: f( 'y', ), }",
  ],
  [
    'merges nested objects',
    '{ a: { b: 1 } }',
    '{ a: { b: 2 } }',
    '{ a: { b: 1, c: 1 } }',
    '{ a: { b: 2, c: 1 } }',
  ],
  [
    'merges calls of a method chain',
    "o({ a: 1 }).meta('A')",
    "o({ a: 1, b: 2 }).meta('A')",
    "o({ a: 9 }).meta('A')",
    "o({ a: 9, b: 2 }).meta('A')",
  ],
  [
    'merges arguments of a call inside a method chain',
    "s().describe('a')",
    "s().describe('b')",
    "s().max(4).describe('a')",
    "s().max(4).describe('b')",
  ],
  [
    'adds an item to a list',
    "e(['a', 'b'])",
    "e(['a', 'b', 'c'])",
    "e(['a', 'b', 'z'])",
    "e(['a', 'b', 'z', 'c'])",
  ],
  [
    'removes an item from a list',
    "e(['a', 'b', 'c'])",
    "e(['a', 'c'])",
    "e(['z', 'a', 'b', 'c'])",
    "e(['z', 'a', 'c'])",
  ],
  ['replaces the last item of a list', "e(['a', 'b'])", "e(['a', 'c'])", "e(['a', 'b'])", "e(['a', 'c',])"],
  [
    'changes every row if the generated list has one row',
    '[{ a: 1 }]',
    '[{ a: 1, b: 2 }]',
    '[{ a: 1 }, { a: 5 }]',
    '[{ a: 1, b: 2 }, { a: 5, b: 2 }]',
  ],
])('mergeSources %s', (_, base, next, present, expected) => {
  expect(merged(base, next, present)).toEqual({ source: expected, kept: [] });
});

it.each([
  ['a value that people changed', '{ a: 1 }', '{ a: 2 }', '{ a: 3 }', ['x.a']],
  ['a member that people changed and the generator removed', '{ a: 1 }', '{}', '{ a: 3 }', ['x.a']],
  ['the absence of a member that people removed', '{ a: 1 }', '{ a: 2 }', '{}', ['x.a']],
])('mergeSources keeps and reports %s', (_, base, next, present, kept) => {
  expect(merged(base, next, present)).toEqual({ source: present, kept });
});

it('mergeSources changes nothing if both generated versions are the same', () => {
  expect(merged('{ a: 1 }', '{ a: 1 }', '{ a: 3 }')).toEqual({ source: '{ a: 3 }', kept: [] });
});

it('mergeSources adds and removes constants and their imports', () => {
  const base = "import { a, b } from 'm';\nconst one = a;\nconst two = b;\n";
  const next = "import { a } from 'm';\nimport { c } from 'n';\nconst one = a;\nconst three = c;\n";
  expect(squeeze(mergeSources(base, next, base).source).replaceAll('"', "'")).toBe(
    "import { a } from 'm'; import { c } from 'n'; const one = a; const three = c;",
  );
});

it('mergeSources also changes examples that people added', () => {
  const base = 'const e = { filled: { response: { data: { a: 1 } } } } as const;';
  const next = 'const e = { filled: { response: { data: { a: 1, b: 2 } } } } as const;';
  const present =
    'const e = { filled: { response: { data: { a: 1 } } }, mine: { response: { data: { a: 7 } } } } as const;';
  const { source, kept } = mergeSources(base, next, present, 'e');
  expect(source).toContain('mine: { response: { data: { a: 7, b: 2 } } }');
  expect(kept).toEqual([]);
});

it('mergeEntry merges only the named operation of a contract', () => {
  const present =
    "const c = contract('card', { list: operation({ a: 1 }), freeze: operation({ a: 1, c: 3 }) });";
  expect(
    mergeEntry('freeze: operation({ a: 1 })', 'freeze: operation({ a: 2 })', present, 'freeze').source,
  ).toBe(present.replace('{ a: 1, c: 3 }', '{ a: 2, c: 3 }'));
  expect(() => mergeEntry('no: operation({})', 'no: operation({})', present, 'no')).toThrow(
    'The contract has no no',
  );
});
