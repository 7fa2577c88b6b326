import { isInternal } from './internal-requests.ts';

const operations = [
  { method: 'GET', path: '/v1/accounts/{account_id}', isExposed: true },
  { method: 'GET', path: '/v1/memberships', isExposed: false },
  { method: 'GET', path: '/v1/memberships/{user_id}', isExposed: false },
];

it.each([
  ['GET', '/v1/memberships', true],
  ['GET', '/v1/memberships?user_id=user-anna', true],
  ['GET', '/v1/memberships/user-anna', true],
  ['POST', '/v1/memberships', false],
  ['GET', '/v1/accounts/company-ab', false],
  ['GET', '/nowhere', false],
])('isInternal(%s %s) returns %s', (method, path, expected) => {
  expect(isInternal({ method, path }, operations)).toBe(expected);
});
