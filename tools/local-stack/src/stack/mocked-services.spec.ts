import { mockedServices } from './mocked-services.ts';

it('are those that are wanted, each once', () => {
  expect(mockedServices(['shelves', 'books', 'shelves'], ['books', 'shelves', 'readers'])).toEqual([
    'books',
    'shelves',
  ]);
});

it('must be services', () => {
  expect(() => mockedServices(['boks'], ['books', 'shelves'])).toThrow(
    'There is no service boks to mock; there are books, shelves',
  );
});
