import { platformProblems } from '#contracts/vocabulary';
import { ProblemError } from '#libs/runtime';
import { errand, errandsService } from './errands.ts';
import { RunningLibrary, problemIn } from './running-library.ts';

let service: RunningLibrary;

beforeAll(async () => {
  service = await RunningLibrary.start({}, errandsService);
});

afterAll(() => service.stop());

async function retryAfter(error: ProblemError): Promise<string | null> {
  errand.run = () => Promise.reject(error);
  const response = await service.request('GET', '/v1/errands');
  expect((await problemIn(response)).status).toBe(error.problem.status);
  return response.headers.get('retry-after');
}

const { unavailable, tooManyRequests, forbidden, internalError } = platformProblems;
const conflict = { code: 'ERRAND_RUNS_ALREADY', status: 409, title: 'The errand runs already' };

it.each([
  { problem: unavailable, expected: '1' },
  { problem: tooManyRequests, expected: '60' },
  { problem: internalError, expected: null },
  { problem: forbidden, expected: null },
  { problem: conflict, expected: null },
])(
  'a service sends "Retry-After: $expected" for the error $problem.status $problem.code',
  async ({ problem, expected }) => {
    expect(await retryAfter(new ProblemError(problem))).toBe(expected);
  },
);

it.each([unavailable, tooManyRequests, conflict])(
  'a service copies the number of seconds in the error to the Retry-After header: $status',
  async (problem) => {
    expect(await retryAfter(new ProblemError(problem, undefined, { retryAfterSeconds: 7 }))).toBe('7');
  },
);
