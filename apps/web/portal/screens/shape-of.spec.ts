import { labelOf, shapeOf } from './shape-of.ts';

it.each([
  ['Logo and menu', undefined, 'bar'],
  ['Chip "Invoice due"', 'account.getOverview', 'chip'],
  ['Card image', 'account.getOverview', 'image'],
  ['Button "Activate card"', 'card.activateCard', 'button'],
  ['Something new', 'account.getOverview', 'box'],
])('shapeOf chooses the shape of the element "%s" by its name', (element, operation, shape) => {
  expect(shapeOf({ element, ...(operation !== undefined && { operation }) })).toBe(shape);
});

it("labelOf returns the quoted words in the element's name, or the whole name", () => {
  expect(labelOf('Chip "Invoice due"')).toBe('Invoice due');
  expect(labelOf('Card image')).toBe('Card image');
});
