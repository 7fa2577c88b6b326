import { mockedServices } from './mocked-services.ts';

it('mockedServices returns each requested service once', () => {
  expect(mockedServices(['shelves', 'books', 'shelves'], ['books', 'shelves', 'readers'])).toEqual([
    'books',
    'shelves',
  ]);
});

it('mockedServices rejects an unknown service and lists the known services', () => {
  expect(() => mockedServices(['boks'], ['books', 'shelves'])).toThrow(
    'There is no service boks to mock. The services are books, shelves.',
  );
});
