import { type NamedSchemas, namedTypes } from './named-types.ts';

const documentWith = (schemas: Record<string, object>): NamedSchemas => ({ components: { schemas } });

describe('namedTypes', () => {
  it('lists each schema once, with the first service that defines it', () => {
    const documents = new Map([
      ['card', documentWith({ Money: { type: 'object' }, Card: { type: 'object' } })],
      ['invoice', documentWith({ Money: { type: 'object' }, Invoice: { type: 'object' } })],
    ]);
    expect(namedTypes(documents)).toEqual([
      { name: 'Card', service: 'card' },
      { name: 'Invoice', service: 'invoice' },
      { name: 'Money', service: 'card' },
    ]);
  });

  it('rejects two different schemas with the same name', () => {
    const documents = new Map([
      ['card', documentWith({ Fee: { type: 'object' } })],
      ['invoice', documentWith({ Fee: { type: 'string' } })],
    ]);
    expect(() => namedTypes(documents)).toThrow('Two services define the schema Fee in different ways');
  });
});
