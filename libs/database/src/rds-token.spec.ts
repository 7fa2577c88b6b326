import { makeRdsToken } from './rds-token.ts';

const before = { ...process.env };

afterEach(() => {
  process.env = { ...before };
});

it('makeRdsToken signs host, port and user for fifteen minutes, with the credentials of the process', async () => {
  Object.assign(process.env, {
    AWS_REGION: 'eu-north-1',
    AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'of-this-test',
  });
  const token = await makeRdsToken({ host: 'db.example', port: 5433, user: 'hub_service' });
  const { host, searchParams } = new URL(`https://${token}`);
  expect(host).toBe('db.example:5433');
  expect(Object.fromEntries(searchParams)).toMatchObject({
    Action: 'connect',
    DBUser: 'hub_service',
    'X-Amz-Expires': '900',
    'X-Amz-Credential': expect.stringMatching(
      /^AKIDEXAMPLE\/\d{8}\/eu-north-1\/rds-db\/aws4_request$/,
    ) as string,
    'X-Amz-Signature': expect.stringMatching(/^[0-9a-f]{64}$/) as string,
  });
});
