import { findNameFault } from '#libs/briefs';
import { RESERVED_IN_OPERATIONS, RESERVED_NAMES } from './reserved-names.ts';

it.each([
  ['delete', 'a reserved word'],
  ['case', 'a reserved word'],
  ['void', 'a reserved word'],
  ['package', 'a reserved word'],
  ['await', 'a reserved word'],
  ['arguments', 'a reserved word'],
  ['fetch', 'a global'],
  ['process', 'a global'],
  ['Map', 'a global'],
  ['money', 'the contracts'],
  ['operation', 'the contracts'],
  ['cardLimit', 'exists already'],
])('findNameFault rejects the name %s', (name, reason) => {
  expect(findNameFault(name, RESERVED_NAMES, new Set(['cardLimit']))).toContain(reason);
});

it.each(['freezeCard', 'deleteCard', 'caseOfEmergency'])('findNameFault accepts the name %s', (name) => {
  expect(findNameFault(name, RESERVED_NAMES, new Set(['cardLimit']))).toBeUndefined();
});

it('findNameFault rejects names of generated variables only for operations', () => {
  expect(findNameFault('cursor', RESERVED_IN_OPERATIONS)).toContain('a variable of the generated code');
  expect(findNameFault('cursor', RESERVED_NAMES)).toBeUndefined();
});
