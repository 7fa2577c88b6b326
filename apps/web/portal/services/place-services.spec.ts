import { placeServices } from './place-services.ts';

it('placeServices places a service to the right of each of its callers', () => {
  const places = placeServices([
    { name: 'account', calls: ['card', 'transaction'] },
    { name: 'card', calls: ['transaction'] },
    { name: 'transaction', calls: [] },
    { name: 'customer', calls: [] },
  ]);
  expect(places).toEqual([
    { name: 'account', column: 0, row: 0 },
    { name: 'customer', column: 0, row: 1 },
    { name: 'card', column: 1, row: 0 },
    { name: 'transaction', column: 2, row: 0 },
  ]);
});
