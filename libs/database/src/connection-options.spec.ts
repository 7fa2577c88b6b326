import { rootCertificates } from 'node:tls';
import { connectionOptions } from './connection-options.ts';

const where = { host: 'db.example', port: 5432, name: 'qred', user: 'hub_service', poolSize: 10 };

it('asks for a token of its own for each connection with IAM', async () => {
  let made = 0;
  const makeToken = jest.fn(() => Promise.resolve(`token-${++made}`));
  const { password } = connectionOptions({ kind: 'iam', ...where, tls: 'rds' }, makeToken);
  if (typeof password !== 'function') throw new Error('The password is not asked for');
  expect(makeToken).not.toHaveBeenCalled();
  expect([await password(), await password()]).toEqual(['token-1', 'token-2']);
  expect(makeToken).toHaveBeenCalledWith(expect.objectContaining(where));
});

it('trusts the roots of RDS alone, and always checks', () => {
  const { ssl } = connectionOptions({ kind: 'password', ...where, password: 'secret', tls: 'rds' });
  if (typeof ssl !== 'object' || !Array.isArray(ssl.ca)) throw new Error('There are no roots');
  expect(ssl.rejectUnauthorized).toBe(true);
  expect(ssl.ca.length).toBeGreaterThan(50);
  expect(ssl.ca.filter((root) => rootCertificates.includes(String(root).trim()))).toEqual([]);
});

it('uses no TLS where it is told so', () => {
  const options = connectionOptions({ kind: 'password', ...where, password: 'secret', tls: 'none' });
  expect(options).toMatchObject({ username: 'hub_service', password: 'secret', ssl: false });
});
