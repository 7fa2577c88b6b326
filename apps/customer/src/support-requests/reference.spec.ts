import { newReference } from './reference.ts';

const references = Array.from({ length: 2_000 }, newReference);

it('a reference has three groups of four characters', () => {
  for (const reference of references) expect(reference).toMatch(/^QS(-[0-9A-Z]{4}){3}$/);
});

it('a new reference differs from all earlier references', () => {
  expect(new Set(references).size).toBe(references.length);
});

it('references use digits and consonants that do not look alike, and no vowels', () => {
  const used = new Set(references.flatMap((reference) => reference.slice('QS-'.length).match(/[0-9A-Z]/g)));
  expect([...used].sort().join('')).toBe('0123456789BCDFGHJKMNPQRSTVWXYZ');
});
