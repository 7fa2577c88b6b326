import { design } from '../design/design.ts';
import { readBrief } from '../read-brief.ts';

const SERVICES = [{ name: 'invoice', purpose: 'Invoices.', calls: [] }];

const VALUES = [
  { name: 'fee', from: 'the price list', example: '60 kr' },
  { name: 'share', from: 'the agreement', example: '4.5 %' },
  { name: 'days late', from: 'the letter', example: '14' },
  { name: 'sent on', from: 'the letter', example: '2026-06-25' },
];

function filtersOf(...find_by: readonly { name: string; example: string }[]) {
  const { query, fields } = read({ find_by });
  const parameters = query.map(({ name, text }) => `${name}=${text}`).join('&');
  return { parameters, query, fields };
}

function read(answers: object) {
  const brief = {
    ...{ service: 'invoice', name: 'list letters', does: 'Shows the letters of a company.' },
    ...{ about: 'letter', shows: 'a list', values: VALUES, when_nothing: 'There is no letter' },
    ...{ who: 'members of the company', changes: 'no', goes_wrong: [], ...answers },
  };
  return design(readBrief(JSON.stringify(brief), SERVICES));
}

it.each([
  ['fee', 'over 5 000 kr', 'minimum_fee=500000'],
  ['fee', 'more than 5 000 kr', 'minimum_fee=500000'],
  ['fee', '5 000 kr or more', 'minimum_fee=500000'],
  ['fee', '> 5 000 kr', 'minimum_fee=500000'],
  ['fee', '≥ 5 000 kr', 'minimum_fee=500000'],
  ['fee', '≤ 50 kr', 'maximum_fee=5000'],
  ['fee over', '5 000 kr', 'minimum_fee=500000'],
  ['fee over', 'over 5 000 kr', 'minimum_fee=500000'],
  ['minimum fee', '5 000 kr', 'minimum_fee=500000'],
  ['fee', 'at most 50,50 kr', 'maximum_fee=5050'],
  ['fee under', '50 kr', 'maximum_fee=5000'],
  ['fee', 'between 100 and 500 kr', 'minimum_fee=10000&maximum_fee=50000'],
  ['fee between', '100 kr to 500 kr', 'minimum_fee=10000&maximum_fee=50000'],
  ['fee', '100–500 kr', 'minimum_fee=10000&maximum_fee=50000'],
  ['share', 'over 2.5 %', 'minimum_share=250'],
  ['days late', 'over 30', 'minimum_days_late=31'],
  ['days late', 'at least 30', 'minimum_days_late=30'],
  ['days late', 'not over 30', 'maximum_days_late=30'],
  ['days late', 'fewer than 30 days', 'maximum_days_late=29'],
  ['days late', '30 or more', 'minimum_days_late=30'],
  ['days late', '10 to 30', 'minimum_days_late=10&maximum_days_late=30'],
  ['maximum days late', '30', 'maximum_days_late=30'],
])('the filter "%s: %s" becomes the query "%s"', (name, example, parameters) => {
  expect(filtersOf({ name, example }).parameters).toBe(parameters);
});

it('the filter "amount" gets the name of the only amount in the list', () => {
  expect(filtersOf({ name: 'amount', example: 'over 50 kr' }).parameters).toBe('minimum_fee=5000');
});

it("the description of a minimum contains the value's name and unit", () => {
  const [minimum] = filtersOf({ name: 'fee', example: 'over 50 kr' }).query;
  expect(minimum).toMatchObject({
    schema: 'wholeNumber({ min: 0, max: 10000000000 })',
    optional: true,
    description: 'Only entries whose fee is at least this, in öre: 540000 is 5 400.00 kr',
  });
});

it('the amount in the example response is at least the minimum in the example request', () => {
  expect(filtersOf({ name: 'fee', example: 'over 5 000 kr' }).fields).toContainEqual(
    expect.objectContaining({ name: 'fee', value: 'sek(500000)' }),
  );
  expect(filtersOf({ name: 'fee', example: 'over 50 kr' }).fields).toContainEqual(
    expect.objectContaining({ name: 'fee', value: 'sek(6000)' }),
  );
});

it.each([
  [{ name: 'fee', example: '60 kr' }, 'Which entries does the filter "fee" find'],
  [{ name: 'fee', example: 'over 14' }, '"fee" is amount "60 kr" under values, but "14" under find_by.'],
  [{ name: 'fee', example: 'minst 500 kr' }, '"fee" is amount "60 kr" under values, but "minst 500 kr"'],
  [{ name: 'sent on', example: 'from 2026-06-01' }, 'write a filter with the name "period"'],
])('readBrief asks about the filter %j', (filter, question) => {
  expect(() => read({ find_by: [filter] })).toThrow(question);
});

it('readBrief asks which value a filter compares if the list shows several amounts', () => {
  const values = [...VALUES, { name: 'postage', from: 'the price list', example: '20 kr' }];
  const find_by = [{ name: 'amount', example: 'over 50 kr' }];
  expect(() => read({ values, find_by })).toThrow('Which value must be over 50 kr?');
});

it.each([
  [{ name: 'rating', example: '4 (1 to 5)' }, 'rating=4'],
  [{ name: 'telephone number', example: '070-123 45 67' }, 'telephone_number=+46701234567'],
  [{ name: 'period', example: '2026-06-01 to 2026-06-30' }, 'from=2026-06-01&to=2026-06-30'],
])('the filter %j gets neither a minimum nor a maximum', (filter, parameters) => {
  expect(filtersOf(filter).parameters).toBe(parameters);
});
