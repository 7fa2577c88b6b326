import { type Fate, readSpec } from './read-spec.ts';

const BODY = '() => { expect(1).toBe(1); }';

function fatesOf(source: string): [string, Fate][] {
  return readSpec(source).map(({ title, fate }) => [title, fate]);
}

it.each<[string, Fate]>([
  [`it('a', ${BODY})`, 'runs'],
  [`test("a", ${BODY})`, 'runs'],
  [`it.concurrent('a', ${BODY})`, 'runs'],
  [`it.each([1])('a', ${BODY})`, 'runs'],
  [`it.each<[number]>([[1]])('a', ${BODY})`, 'runs'],
  ['it.each`x\n${1}`("a", () => {})', 'runs'],
  [`describe('g', () => { it('a', ${BODY}); })`, 'runs'],
  [`describe.each([1])('g', () => { it('a', ${BODY}); })`, 'runs'],
  [`for (const x of [1]) it('a', ${BODY})`, 'runs'],
  [`it.skip('a', ${BODY})`, 'is skipped'],
  [`xit('a', ${BODY})`, 'is skipped'],
  [`xtest('a', ${BODY})`, 'is skipped'],
  [`it.skip.each([1])('a', ${BODY})`, 'is skipped'],
  [`it.failing('a', ${BODY})`, 'is to fail'],
  [`it.failing.each([1])('a', ${BODY})`, 'is to fail'],
  [`describe.skip('g', () => { it('a', ${BODY}); })`, 'is skipped'],
  [`describe.skip.each([1])('g', () => { it('a', ${BODY}); })`, 'is skipped'],
  [`xdescribe('g', () => { describe('h', () => { it('a', ${BODY}); }); })`, 'is skipped'],
  ["it.todo('a')", 'is to do'],
  ["it('a')", 'is to do'],
])('of %s', (source, fate) => {
  expect(fatesOf(source)).toEqual([['a', fate]]);
});

it.each([
  `// it('a', ${BODY})`,
  `/* it('a', ${BODY}) */`,
  "const title = 'a';",
  `const source = "it('a', () => {})";`,
  `other.it('a', ${BODY})`,
  `given('a', ${BODY})`,
  "it.each(['a'])",
])('is no test: %s', (source) => {
  expect(readSpec(source)).toEqual([]);
});

it('runs of a spec with a focus nothing else', () => {
  expect(fatesOf(`fit('a', ${BODY}); it('b', ${BODY}); describe.only('g', () => it('c', ${BODY}));`)).toEqual(
    [
      ['a', 'runs'],
      ['b', 'is skipped'],
      ['c', 'runs'],
    ],
  );
});

it('has titles as they are written', () => {
  const source = "it('it\\'s', () => {}); it(`of ${name}`, () => {}); it(name, () => {});";
  expect(readSpec(source).map(({ title }) => title)).toEqual(["it's", 'of ${name}', 'name']);
});

function textOf(source: string, title = 'a'): string {
  return readSpec(source).find((test) => test.title === title)?.text ?? '';
}

it('is told by its body, and by neither its title nor its neighbours nor comments', () => {
  const text = textOf("it('a', () => { /* four */ send(one); }); // five\nit('b', () => send(two));");
  expect(text).toContain('one');
  expect(text).not.toMatch(/'a'|two|four|five/);
});

it('is told by what it uses of its file, however far away', () => {
  const text = textOf(`
    const { one, two } = operations;
    const view = () => read(one);
    function look() { return view(); }
    const unused = () => two;
    it('a', () => look());
  `);
  expect(text).toContain('read(one)');
  expect(text).not.toContain('two');
});

it('is told by where what it takes apart comes from', () => {
  const text = textOf("const { data: [first] } = makeAll(); it('a', () => expect(first).toBe(1));");
  expect(text).toContain('makeAll()');
});

it('is told by its rows, the rows around it, and the hooks that run for it', () => {
  const text = textOf(`
    beforeAll(() => start(one));
    describe.each([two])('g', () => {
      beforeEach(() => start(three));
      it.each([four])('a', () => {});
    });
    describe('h', () => { beforeAll(() => start(five)); });
  `);
  for (const word of ['one', 'two', 'three', 'four']) expect(text).toContain(word);
  expect(text).not.toContain('five');
});

it('does not take the name of a property for what has the same name', () => {
  const text = textOf("const status = () => secret; it('a', () => expect(answer.status).toBe(1));");
  expect(text).not.toContain('secret');
});
