import { assertAllAreRead } from './find-set-variables.ts';

describe('assertAllAreRead', () => {
  const setBy = new Map([['AWS', new Set(['PORT', 'PROT'])]]);

  it('throws an error that names a variable that no service reads', () => {
    expect(() => assertAllAreRead(setBy, new Set(['PORT']))).toThrow(/No service reads PROT \(AWS\)/);
  });

  it('accepts variables that services read', () => {
    expect(() => assertAllAreRead(setBy, new Set(['PORT', 'PROT']))).not.toThrow();
  });
});
