import { rootCertificates } from 'node:tls';
import { connectionOptions } from './connection-options.ts';

const where = { host: 'db.example', port: 5432, name: 'qred', user: 'hub_service', poolSize: 10 };

it('with IAM, each new connection gets a new token', async () => {
  let made = 0;
  const makeToken = jest.fn(() => Promise.resolve(`token-${++made}`));
  const { password } = connectionOptions({ kind: 'iam', ...where }, makeToken);
  if (typeof password !== 'function') throw new Error('The password is not a function');
  expect(makeToken).not.toHaveBeenCalled();
  expect([await password(), await password()]).toEqual(['token-1', 'token-2']);
  expect(makeToken).toHaveBeenCalledWith(expect.objectContaining(where));
});

it("with IAM, a connection trusts only RDS's root certificates and verifies the server", () => {
  const { ssl } = connectionOptions({ kind: 'iam', ...where });
  if (typeof ssl !== 'object' || !Array.isArray(ssl.ca)) throw new Error('There are no root certificates');
  expect(ssl.rejectUnauthorized).toBe(true);
  expect(ssl.ca.length).toBeGreaterThan(50);
  expect(ssl.ca.filter((root) => rootCertificates.includes(String(root).trim()))).toEqual([]);
});
