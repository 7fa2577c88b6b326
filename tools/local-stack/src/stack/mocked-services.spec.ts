import { mockedServices } from './mocked-services.ts';

it('returns the wanted services, each once', () => {
  expect(mockedServices(['shelves', 'books', 'shelves'], ['books', 'shelves', 'readers'])).toEqual([
    'books',
    'shelves',
  ]);
});

it('refuses an unknown service and lists the known ones', () => {
  expect(() => mockedServices(['boks'], ['books', 'shelves'])).toThrow(
    'There is no service boks to mock. The services are books, shelves.',
  );
});
