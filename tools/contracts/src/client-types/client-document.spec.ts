import { forClients } from './client-document.ts';
import { problemCodes } from './problem-codes.ts';

const refersTo = (name: string) => ({ schema: { $ref: `#/components/schemas/${name}` } });

describe('forClients', () => {
  const document = forClients({
    paths: {
      '/open': { get: { 'x-access': 'member', ...refersTo('Open') } },
      '/closed': { get: { 'x-access': 'machine:secrets.read', ...refersTo('Secret') } },
      '/inside': { get: { 'x-access': 'member', 'x-exposure': 'internal', ...refersTo('Secret') } },
      '/both': { get: { 'x-access': 'public' }, delete: { 'x-access': 'machine:a.b' } },
    },
    components: { schemas: { Open: {}, Secret: refersTo('Detail'), Detail: {} } },
  });

  it('leaves out internal operations and those of machines', () => {
    const methods = Object.entries(document.paths).map(([path, found]) => [path, Object.keys(found)]);
    expect(methods).toEqual([
      ['/open', ['get']],
      ['/both', ['get']],
    ]);
  });

  it('leaves out the schemas that only they need, one by way of another too', () => {
    expect(Object.keys(document.components.schemas ?? {})).toEqual(['Open']);
  });
});

describe('problemCodes', () => {
  it('finds the codes of operations and of shared responses, and nothing in examples', () => {
    const problems = (...codes: string[]) => ({ 'x-problem-codes': codes });
    const document = {
      paths: { '/a': { get: { responses: { 409: problems('CARD_FROZEN', 'CARD_CLOSED') } } } },
      components: { responses: { Forbidden: problems('FORBIDDEN') } },
      other: { content: { 'application/json': { examples: { wireframe: {} } } } },
    };
    expect(problemCodes(document)).toEqual(['CARD_FROZEN', 'CARD_CLOSED', 'FORBIDDEN']);
  });
});
