import { createHttpAdapter } from '../src/http-adapter.ts';

it('has an HTTP server', () => {
  expect(createHttpAdapter).toBeDefined();
});
