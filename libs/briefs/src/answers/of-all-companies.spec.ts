import { design } from '../design/design.ts';
import { planExamples } from '../design/plan-examples.ts';
import { readBrief } from '../read-brief.ts';

const SERVICES = [
  { name: 'card', purpose: 'Cards.', calls: [] },
  { name: 'account', purpose: 'Companies.', calls: ['card'] },
];

const value = (name: string, example: string, service?: string) => ({
  ...{ name, example, from: 'the card' },
  ...(service !== undefined && { service }),
});

const VALUES = [value('cardholder', 'Karin'), value('locked at', '2026-06-15 12:00')];

function designed(answers: object) {
  const brief = {
    ...{ service: 'card', name: 'list locked cards', does: 'Shows the locked cards of all companies.' },
    ...{ about: 'locked card', shows: 'a list', values: VALUES, when_nothing: 'No card is locked' },
    ...{ who: "Qred's support", changes: 'no', goes_wrong: [], ...answers },
  };
  return design(readBrief(JSON.stringify(brief), SERVICES));
}

it.each(['of all companies', 'of every company', "of all our customers' employees", 'across all companies'])(
  'a list for support is about all companies if its brief says "%s"',
  (words) => {
    const operation = designed({ does: `Shows the locked cards ${words}.` });
    expect(operation).toMatchObject({ ofAccount: true, ofAllAccounts: true });
    expect(operation.fields.map(({ name }) => name)).toEqual([
      ...['card_id', 'account_id', 'cardholder', 'locked_at'],
    ]);
  },
);

it("a response for support about one card contains the company's id", () => {
  const one = { name: 'show card', does: 'Shows a card of a company.', about: 'card', shows: 'one thing' };
  const names = (answers: object) => designed({ ...one, ...answers }).fields.map(({ name }) => name);
  expect(names({})).toContain('account_id');
  expect(names({ who: 'members of the company' })).not.toContain('account_id');
});

it('an example request for all companies has an account_id only if the response is an empty list', () => {
  const [filled, empty] = planExamples(designed({}));
  expect(filled?.query).toBeUndefined();
  expect(empty?.query).toEqual({ account_id: 'no-locked-card' });
});

it('a filter by company is removed, because the optional account_id has the same effect', () => {
  const find_by = [{ name: 'company', example: 'Anderssons Bygg AB' }];
  expect(designed({ find_by }).query).toEqual([]);
});

it('a list for support requires account_id if its brief names one company', () => {
  const operation = designed({ does: 'Shows the locked cards of a company.' });
  expect(operation).toMatchObject({ ofAccount: true, ofAllAccounts: false });
});

it('a list for members is never about all companies', () => {
  const operation = designed({ who: 'members of the company' });
  expect(operation).toMatchObject({ ofAccount: true, ofAllAccounts: false });
});

it('readBrief asks whether a list for support is about one company or all companies', () => {
  expect(() => designed({ does: 'Shows the cards that are locked.' })).toThrow(
    'Is the operation about one company that support chooses, or about all companies together?',
  );
});

it('readBrief rejects a list about all companies if its values come from several services', () => {
  const values = [...VALUES, value('company name', 'Anderssons Bygg AB', 'account')];
  expect(() => designed({ values })).toThrow(
    /^Not yet, because the service that shows .* Until then, leave out "company name"\./,
  );
  const named = VALUES.map((given) => ({ ...given, service: 'card' }));
  expect(() => designed({ service: 'account', values: [...named, value('company name', 'AB')] })).toThrow(
    'Until then, write "card" under service, and leave out "company name".',
  );
});

it('a list for members has only one account_id parameter, even with a filter by company', () => {
  const find_by = [{ name: 'account id', example: 'company-ab' }];
  expect(designed({ who: 'members of the company', find_by }).query).toEqual([]);
});
