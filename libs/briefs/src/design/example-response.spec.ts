import { design } from './design.ts';
import { exampleResponse } from './example-response.ts';
import { readBrief } from '../read-brief.ts';

const services = [{ name: 'card', purpose: 'Cards.', calls: [] }];

const BRIEF = `
service: card
name: list card fees
does: Shows what each card costs.
about: fee
shows: a list
values:
  - { name: text, from: us, example: "Anna's \\"fee\\"" }
  - { name: amount, from: us, example: '1 250,50 kr' }
  - { name: number of cards, from: us, example: '2' }
  - { name: paid, from: us, example: yes }
when_nothing: There is no fee
who: members of the company
changes: no
goes_wrong: []
`;

it("the example response of a list contains the brief's values as JSON", () => {
  const response = exampleResponse(design(readBrief(BRIEF, services)));
  expect(response).toEqual({
    data: [
      {
        fee_id: 'fee-company-ab',
        text: `Anna's "fee"`,
        amount: { amount: 125_050, currency: 'SEK' },
        number_of_cards: 2,
        paid: true,
      },
    ],
    page: { next_cursor: null, total_count: null },
  });
});

it('the example response to a change of several fees contains the list "fees"', () => {
  const brief = BRIEF.replace('changes: no', 'changes: waiver\nif_one_fails: nothing changes');
  expect(exampleResponse(design(readBrief(brief, services)))).toMatchObject({
    data: { fees: [{ paid: true }] },
  });
});
