import { keepServiceError } from './service-errors.ts';

const logged = (msg: string, err?: object): void =>
  keepServiceError(`${JSON.stringify({ level: 'error', service: 'books', msg, err })}\n`);

function addShelf(): never {
  throw new TypeError('The shelf is full', { cause: new Error('There are 12 books') });
}

function thrownBy(work: () => void): object {
  try {
    work();
  } catch (error) {
    const { name: type, message, stack, cause } = error as TypeError & { cause: Error };
    return { type, message, stack, cause: { type: cause.name, message: cause.message } };
  }
  throw new Error('It succeeded');
}

it('passes', () => logged('An error of another test', { type: 'Error', message: 'Of another test' }));

it('fails', () => {
  const error = thrownBy(addShelf);
  logged('Something went wrong', error);
  logged('Something went wrong', error);
  logged('A line without an error');
  expect(500).toBe(200);
});
