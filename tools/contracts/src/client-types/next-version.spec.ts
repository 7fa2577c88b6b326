import { nextVersion } from './next-version.ts';

const compatible = { breaking: false };
const breaking = { breaking: true };

it.each([
  ['a major version for a breaking change', [compatible, breaking], true, '2.0.0'],
  ['a minor version for compatible changes of contracts', [compatible, compatible], true, '1.5.0'],
  ['a patch version if only the code of the client changes', [], true, '1.4.10'],
  ['undefined if nothing has changed', [], false, undefined],
])('nextVersion returns %s', (_, contractChanges, isClientChanged, expected) => {
  expect(nextVersion('1.4.9', { contractChanges, isClientChanged })).toBe(expected);
});

it('nextVersion returns 1.0.0 if no version was published', () => {
  expect(nextVersion(undefined, { contractChanges: [], isClientChanged: false })).toBe('1.0.0');
});

it('nextVersion rejects a text that is not a version', () => {
  expect(() => nextVersion('latest', { contractChanges: [], isClientChanged: true })).toThrow(
    'latest is not a version such as 1.2.3.',
  );
});
