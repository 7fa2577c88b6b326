import { QueryFailedError } from 'typeorm';
import { serializeError } from './error-serializer.ts';

it('the error serializer keeps the type, message, stack and code of an error', () => {
  const error = Object.assign(new TypeError('no'), { code: 'ECONNREFUSED' });
  expect(serializeError(error)).toEqual({
    type: 'TypeError',
    message: 'no',
    stack: error.stack,
    code: 'ECONNREFUSED',
  });
});

it('the error serializer drops the SQL query and its parameters', () => {
  const driverError = Object.assign(new Error('duplicate key'), {
    detail: 'Key (contact)=(anna@company-ab.example) exists',
  });
  const error = new QueryFailedError(
    'INSERT INTO requests (contact) VALUES ($1)',
    ['anna@company-ab.example'],
    driverError,
  );
  const logged = JSON.stringify(serializeError(error));
  expect(logged).toContain('duplicate key');
  expect(logged).not.toContain('anna@company-ab');
  expect(logged).not.toContain('INSERT');
});

it('the error serializer follows the causes of an error up to a limit', () => {
  const root = new Error('root');
  root.cause = root;
  const error = new Error('outer', { cause: new Error('inner', { cause: root }) });
  const messages = [...JSON.stringify(serializeError(error)).matchAll(/"message":"(\w+)"/g)].map(
    ([, text]) => text,
  );
  expect(messages).toEqual(['outer', 'inner', 'root', 'root', 'root']);
});

it('the error serializer does not change a value that is not an error', () => {
  expect(serializeError('text')).toBe('text');
  expect(serializeError(undefined)).toBeUndefined();
});
