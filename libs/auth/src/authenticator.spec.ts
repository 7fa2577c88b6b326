import { Authenticator } from './authenticator.ts';

it('is a class', () => {
  expect(new Authenticator({ auth: { jwksUrl: 'http://127.0.0.1/' } } as never)).toBeDefined();
});
