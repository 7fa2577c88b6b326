import { MAX_ERRORS, problemBody } from './problem-body.ts';
import { platformProblems } from '#contracts/vocabulary';

it('a problem body contains only the first errors of a large request, and has a limited size', () => {
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
