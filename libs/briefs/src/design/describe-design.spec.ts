import { describeInText } from './describe-design.ts';
import { design } from './design.ts';
import { readBrief } from '../read-brief.ts';

const services = [{ name: 'card', purpose: 'Cards.', calls: [] }];

const describe = (yaml: string) => describeInText(design(readBrief(yaml, services)), ['A note.']);

it('the description shows everything that a reviewer must approve', () => {
  const text = describe(`
service: card
name: order card
does: Orders a card for a new employee
about: card order
shows: one thing
values: [{ name: status, from: us, example: 'one of: ordered, sent' }]
when_nothing: There is no such order
who: members of the company
changes: new
send:
  - { name: employee name, example: Anna }
  - { name: number of days, example: '4 (1 to 5)', optional: yes }
goes_wrong: [{ when: the company has too many cards, told: That is enough }]
`);
  expect(text).toBe(`Orders a card for a new employee.

Operation: card.orderCard
Request: POST /v1/card-orders
Who: Any member of the company may do this.
In the address: account_id (id of the company)
What is sent:
- employee_name (text, at most 200 characters; personal data)
- number_of_days (whole number, 1 to 5; optional)
What comes back (201):
- card_order_id (id)
- status (one of: ordered, sent; from us)
Address of the new thing: /v1/card-orders/{card_order_id}
What can go wrong:
- 404 ACCOUNT_NOT_FOUND if there is no such company, with the message "There is no such company"
- 409 TOO_MANY_CARDS if the company has too many cards, with the message "That is enough"
Note: A note.

Example of the request:
POST /v1/card-orders?account_id=company-ab
{
  "employee_name": "Anna",
  "number_of_days": 4
}

Example of the response:
{
  "data": {
    "card_order_id": "card-order-company-ab",
    "status": "ordered"
  }
}`);
});

it('the description shows the response with an empty list', () => {
  const text = describe(`
service: card
name: list fees
does: Shows what each card costs.
about: fee
shows: a list
order: latest first
find_by: [{ name: month, example: June 2026, always: yes }]
values: [{ name: amount, from: us, example: 5 kr, sometimes_missing: yes }]
when_nothing: No card costs anything
who: members of the company
changes: no
goes_wrong: []
`);
  expect(text).toContain('In the address:\n- account_id (id of the company)\n- month (month)\n');
  expect(text).toContain(
    'What comes back (200, a list):\n- fee_id (id)\n- amount (amount; may be missing; from us)\nOrder: latest first\n',
  );
  expect(text).toContain('GET /v1/fees?account_id=company-ab&month=2026-06\n');
  expect(text).toMatch(/when there is nothing \(No card costs anything\):\n\{\n {2}"data": \[\],/);
});

it('the description says that people who are not signed in may use a public operation', () => {
  const text = describe(`
service: card
name: list offices
does: Shows where people can visit us.
about: office
shows: a list
find_by: []
values: [{ name: city, from: us, example: Umeå }]
when_nothing: None
who: anybody
changes: no
goes_wrong: []
`);
  expect(text).toContain('Who: Anybody may do this, without signing in.\nWhat comes back');
  expect(text).not.toContain('when there is nothing');
});

it.each([
  [
    'the owner',
    'Only an owner of the company may do this.',
    '403 FORBIDDEN if a member does not own the company, with the message "You may not do this"',
  ],
  [
    "Qred's support",
    "Only people in Qred's support may do this, for any company.",
    '403 FORBIDDEN if a member of a company calls it, with the message "You may not do this"',
  ],
])('the description says that only %s may use the operation, and who gets 403', (who, access, refusal) => {
  const text = describe(`
service: card
name: list limits
does: Shows the limits of the cards of a company
about: limit
shows: a list
values: [{ name: amount, from: the card, example: 20 kr }]
when_nothing: No card has a limit
who: ${who}
changes: no
goes_wrong: []
`);
  expect(text).toContain(`Who: ${access}`);
  expect(text).toContain(`- ${refusal}`);
  expect(text).toContain('In the address: account_id (id of the company)');
});

it('the description shows the units in the examples, and the default of a setting', () => {
  const brief = `
service: card
name: choose call time
does: Chooses when support calls and how much is paid.
about: call time
shows: one summary
values:
  - { name: call time, from: the user, example: 2026-06-16 14:30 }
  - { name: fee, from: us, example: 5 kr }
when_nothing: Support calls at noon
who: members of the company
changes: setting
send:
  - { name: call time, example: 2026-06-16 14:30 }
  - { name: share, example: 60 % }
goes_wrong: nothing
`;
  const text = describe(brief);
  expect(describe(brief.replace(/when_nothing.*\n/, ''))).not.toContain('When nothing is set');
  expect(text).toContain('When nothing is set: Support calls at noon');
  expect(text).toContain(
    'Example of the request (times in UTC: 2026-06-16 14:30 in Sweden is 2026-06-16T12:30:00Z; percentages in hundredths of a per cent: 6000 is 60 %):',
  );
  expect(text).toContain('12:30:00Z; amounts in öre):');
});
