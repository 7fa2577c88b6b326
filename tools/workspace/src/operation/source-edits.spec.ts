import { addImports, addToModule, addToCall, exportedConstants, problemExpression } from './source-edits.ts';

const source = `import { a } from 'letters';

export const ab = make('ab', {
  one: 1,
});
`;

it('addImports adds each name once to an existing import', () => {
  const added = addImports(source, 'letters', ['a', 'b', 'b']);
  expect(added).toContain("import { a, b } from 'letters';");
  expect(addImports(added, 'letters', ['a', 'b'])).toBe(added);
});

it('addImports adds a new import after the existing imports, or at the start of a file without imports', () => {
  expect(addImports(source, 'more', ['c'])).toContain("'letters';\nimport { c } from 'more';\n");
  expect(addImports('run();\n', 'more', ['c'])).toBe("import { c } from 'more';\nrun();\n");
});

it('addToCall adds an entry to the object in a call', () => {
  expect(addToCall(source, 'make', 'two: 2')).toContain('one: 1,\ntwo: 2,\n});');
  expect(addToCall("make('ab', {})", 'make', 'two: 2')).toBe("make('ab', {two: 2,\n})");
  expect(() => addToCall(source, 'take', 'two: 2')).toThrow("There is no take('…', { … })");
});

it.each([
  ['{ list: [] }', '{ list: [Two] }'],
  ['{ list: [One] }', '{ list: [One, Two] }'],
  ['{ list: [One,] }', '{ list: [One,Two] }'],
  ['{ list: [One, Two] }', '{ list: [One, Two] }'],
  ['{ other: [One] }', '{ other: [One] , list: [Two],}'],
])('addToModule adds an element once to the list in the module %s', (before, after) => {
  expect(addToModule(`@Module(${before}) class A {}`, 'list', ['Two'])).toBe(`@Module(${after}) class A {}`);
});

it('exportedConstants lists the constants that a module exports', () => {
  expect(exportedConstants("export const a = 1, b = 2;\nconst c = 3;\nexport type D = 'd';")).toEqual([
    'a',
    'b',
  ]);
});

it('problemExpression returns the expression that declares a problem code', () => {
  const problems = `
    export const lost = problemType({ code: 'LOST', status: 404 });
    export const refusals = { BLOCKED: problemType({ code: 'BLOCKED', status: 409 }) } as const;
  `;
  expect(problemExpression(problems, 'LOST')).toBe('lost');
  expect(problemExpression(problems, 'BLOCKED')).toBe('refusals.BLOCKED');
  expect(problemExpression(problems, 'GONE')).toBeUndefined();
});
