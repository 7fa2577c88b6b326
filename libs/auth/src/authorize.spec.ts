import { authorizeAccess } from './authorize.ts';

it('lets everybody use a public operation', () => {
  expect(() => authorizeAccess('public', { kind: 'anonymous' })).not.toThrow();
});
