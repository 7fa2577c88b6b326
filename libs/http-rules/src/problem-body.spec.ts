import { MAX_ERRORS, problemBody } from './problem-body.ts';
import { platformProblems } from '#contracts/vocabulary';

it('a problem body has a limited size and the first errors of a large request', () => {
  const long = 'a'.repeat(100_000);
  const errors = Array.from({ length: 3_600 }, (_, at) => ({
    in: 'query' as const,
    pointer: `/${at}${long}`,
    detail: long,
  }));
  const about = { detail: long, path: `/${long}`, requestId: 'r-1', errors };
  const body = problemBody(platformProblems.invalidRequest, about);
  expect(body.errors?.map(({ pointer }) => pointer.slice(0, 3))).toEqual(
    errors.slice(0, MAX_ERRORS).map(({ pointer }) => pointer.slice(0, 3)),
  );
  expect(JSON.stringify(body).length).toBeLessThan(20_000);
});
