import { contract, operationsOf, html, operation, identifier, secretParameters } from '#contracts/vocabulary';
import { loggablePaths } from './pages.ts';

const page = {
  method: 'GET',
  summary: 'Shows a page.',
  access: 'public',
  exposure: 'edge',
  responses: { 200: html('The page') },
} as const;

const showShelf = operation({ ...page, path: '/library/shelf' });
const reference = identifier.register(secretParameters, { secret: true });
const showLoan = operation({ ...page, path: '/library/loans/{reference}', params: { reference } });

describe('loggablePaths', () => {
  it.each([
    ['/library/shelf', '/library/shelf'],
    ['/library/loans/abc', '/library/loans/{reference}'],
    ['/Library//loans/./abc', '/library/loans/{reference}'],
    ['/library/l%6fans/abc', '/library/loans/{reference}'],
    ['/library/laons/abc', '/library/…'],
    ['/library/a\nabc', '/library/…'],
    ['//library/abc', '//…'],
    ['/library%2flaons%2fabc', '/…'],
    ['/abc', '/…'],
  ])('replaces %j with %s if the service has secret parameters', (path, logged) => {
    expect(loggablePaths(operationsOf(contract('library', { showShelf, showLoan })))(path)).toBe(logged);
  });

  it('keeps all paths if the service has no secret parameters', () => {
    const loggable = loggablePaths(operationsOf(contract('library', { showShelf })));
    expect(loggable('/library/unknown')).toBe('/library/unknown');
  });
});
