it('tests run in the realm of Node, so that instanceof works for values of packages', () => {
  expect(structuredClone(new Error('of Node'))).toBeInstanceOf(Error);
  expect(structuredClone([])).toBeInstanceOf(Array);
});
