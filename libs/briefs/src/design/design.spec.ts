import type { Brief } from '../answers/brief.ts';
import { design } from './design.ts';
import { describeExamples } from './describe-design.ts';
import { problemOf } from './problem-of-case.ts';
import { changeIn } from '../answers/questions.ts';
import { exampleResponse } from './example-response.ts';
import { planExamples } from './plan-examples.ts';

function briefOf(facts: Partial<Brief> = {}): Brief {
  return {
    service: 'card',
    name: 'show card limit',
    does: 'Shows the limit of a card',
    about: 'card limit',
    shows: 'one thing',
    find_by: [],
    values: [{ name: 'monthly limit', from: 'us', example: '5 400 kr', sometimes_missing: 'yes' }],
    when_nothing: 'There is no limit.',
    who: 'members of the company',
    changes: 'no',
    send: [],
    goes_wrong: [],
    ...facts,
  };
}

it.each<[Partial<Brief>, string, string]>([
  [{ name: 'list card limits', shows: 'a list' }, 'listCardLimits', 'GET /v1/card-limits'],
  [{}, 'showCardLimit', 'GET /v1/card-limits/{card_limit_id}'],
  [
    { name: 'freeze card', about: 'card', changes: 'freeze' },
    'freezeCard',
    'POST /v1/cards/{card_id}/freeze',
  ],
  [{ about: 'company', changes: 'New limit' }, 'showCardLimit', 'POST /v1/accounts/{account_id}/new-limit'],
  [{ about: 'fees' }, 'showCardLimit', 'GET /v1/fees/{fee_id}'],
  [{ shows: 'one summary', about: 'fee summary' }, 'showCardLimit', 'GET /v1/fee-summary'],
  [{ shows: 'one summary', about: 'fees' }, 'showCardLimit', 'GET /v1/fee-summary'],
  [{ shows: 'one summary', about: 'languages', changes: 'setting' }, 'showCardLimit', 'PUT /v1/language'],
  [
    { shows: 'one summary', about: 'alert settings', changes: 'setting' },
    'showCardLimit',
    'PUT /v1/alert-settings',
  ],
  [
    { service: 'account', shows: 'one summary', about: 'languages', changes: 'setting' },
    'showCardLimit',
    'PUT /v1/accounts/{account_id}/language',
  ],
  [
    { about: 'contactless payments', inside: 'card', changes: 'setting' },
    'showCardLimit',
    'PUT /v1/cards/{card_id}/contactless-payment',
  ],
  [
    { shows: 'a list', about: 'line', inside: 'invoice' },
    'showCardLimit',
    'GET /v1/invoices/{invoice_id}/lines',
  ],
  [{ about: 'limit', inside: 'card', changes: 'setting' }, 'showCardLimit', 'PUT /v1/cards/{card_id}/limit'],
  [{ about: 'invoice', shows: 'a file' }, 'showCardLimit', 'GET /v1/invoices/{invoice_id}/document'],
  [
    {
      ...{ about: 'allowed shops', inside: 'card', changes: 'setting', name: 'choose the shops of a card' },
      send: [{ name: 'shops', example: 'list of: SJ, Telia', optional: 'no' }],
    },
    'chooseShopsOfCard',
    'PUT /v1/cards/{card_id}/allowed-shops',
  ],
  [
    { about: 'card hours', inside: 'card', changes: 'setting' },
    'showCardLimit',
    'PUT /v1/cards/{card_id}/hours',
  ],
  [{ about: 'card order', changes: 'new' }, 'showCardLimit', 'POST /v1/card-orders'],
  [{ about: 'card', changes: 'edit' }, 'showCardLimit', 'PATCH /v1/cards/{card_id}'],
  [{ about: 'card order', changes: 'removal' }, 'showCardLimit', 'DELETE /v1/card-orders/{card_order_id}'],
  [{ about: 'card', changes: 'freeze', shows: 'a list' }, 'showCardLimit', 'POST /v1/cards/freeze'],
  [{ about: 'gas', plural: 'gases', shows: 'a list' }, 'showCardLimit', 'GET /v1/gases'],
])('design() turns %j into the operation %s at %s', (facts, id, route) => {
  const { operationId, method, path } = design(briefOf(facts));
  expect([operationId, `${method} ${path}`]).toEqual([id, route]);
});

it.each<[Partial<Brief>, unknown]>([
  [{ order: 'the largest first, only five' }, { default: 5, max: 5 }],
  [{ does: 'Shows the ten largest cards.' }, { default: 10, max: 10 }],
  [{ does: 'Shows the top 10 cards.' }, { default: 10, max: 10 }],
  [{ does: 'Shows the last three months.' }, undefined],
  [{ order: 'latest first' }, undefined],
  [{ find_by: [{ name: 'number of cards', example: '5', always: 'no' }] }, { default: 5, max: 100 }],
])('the design gives a list with %j the page limit %j', (facts, limit) => {
  const { limit: designed, query } = design(briefOf({ shows: 'a list', ...facts }));
  expect([designed, query]).toEqual([limit, []]);
});

it('the design ignores a case that request validation already covers', () => {
  const goes_wrong = [{ when: 'the note is too long', told: 'Write less' }];
  expect(design(briefOf({ shows: 'a list', goes_wrong })).problems).toEqual([]);
});

it('the design declares the Location header for a new note', () => {
  const { location } = design(briefOf({ changes: 'new', about: 'note', inside: 'card' }));
  expect(location).toBe('/v1/cards/{card_id}/notes/{note_id}');
});

it('the design requires account_id in the query of a list for members, but not of a public list', () => {
  const ofAccount = (facts: Partial<Brief>) => design(briefOf(facts)).ofAccount;
  expect(ofAccount({ shows: 'a list' })).toBe(true);
  expect(ofAccount({ shows: 'a list', who: 'anybody' })).toBe(false);
  expect(ofAccount({})).toBe(false);
});

it('the design declares a 404 for a single resource, but not for a list', () => {
  expect(design(briefOf()).problems).toMatchObject([
    { code: 'CARD_LIMIT_NOT_FOUND', status: 404, title: 'There is no limit' },
  ]);
  expect(design(briefOf({ shows: 'a list' })).problems).toEqual([]);
});

it('the design names the schema after the resource, unless the contract already exports that name', () => {
  expect(design(briefOf()).schemaName).toBe('cardLimit');
  expect(design(briefOf(), new Set(['cardLimit'])).schemaName).toBe('showCardLimitAnswer');
});

it("the design names the schema after the operation if the resource's name is a reserved word", () => {
  const reserved = { case: 'a reserved word of TypeScript' };
  const { schemaName } = design(briefOf({ about: 'case', name: 'show case' }), new Set(), reserved);
  expect(schemaName).toBe('showCaseAnswer');
});

it('the design makes a value nullable if the value is sometimes missing', () => {
  expect(design(briefOf()).fields).toMatchObject([
    { name: 'monthly_limit', schema: 'money', nullable: true },
  ]);
});

it('a time in the response to a change may differ from the time in the example', () => {
  const values = [
    { name: 'since', example: '2026-06-25 12:00', from: 'the limit', sometimes_missing: 'no' as const },
  ];
  const volatile = (facts: Partial<Brief>) =>
    design(briefOf({ values, ...facts })).fields.map((field) => field.volatile);
  expect(volatile({ changes: 'freeze' })).toEqual([true]);
  expect(volatile({})).toEqual([false]);
});

it.each([
  ['the card is blocked', 'CARD_BLOCKED'],
  ['The card has been closed by its holder', 'CARD_CLOSED_HOLDER'],
  ['it is void', 'CARD_VOID'],
  ['it is', 'IT_IS'],
  ['the invoice is more than 30 days late', 'INVOICE_TOO_LATE'],
  ['the receipt was sent to the bookkeeper', 'RECEIPT_SENT_TO_BOOKKEEPER'],
  ['the card is frozen already', 'CARD_ALREADY_FROZEN'],
  ['the person is a member already', 'PERSON_ALREADY_MEMBER'],
  ['the company has a temporary card already', 'TEMPORARY_CARD_ALREADY_EXISTS'],
  ['the purchase has this tag already', 'TAG_ALREADY_EXISTS'],
  ['the company already has the card', 'CARD_ALREADY_EXISTS'],
  ['the payment is already carried out', 'PAYMENT_ALREADY_CARRIED_OUT'],
  ['there is already a report for the year', 'REPORT_FOR_YEAR_ALREADY_EXISTS'],
])('the design derives an error code from the case %j: %s', (when, code) => {
  expect(problemOf({ when, told: 'No' }, 'card')).toMatchObject({ code, status: 409, title: 'No' });
});

it.each([
  ['the amount is more than the debt', 422],
  ['The shares are not 100 % together', 422],
  ['the amount is zero', 422],
  ['the amount is too small', 422],
  ['the share has too little money', 409],
  ['the limit is outside the range', 422],
  ['there is no such share', 422],
  ['there is no such debt', 409],
  ['the card is blocked', 409],
  ['a card has more than one owner', 409],
])('the design chooses 422 only for a case about a sent value: "%s" gets %s', (when, status) => {
  expect(problemOf({ when, told: 'No' }, 'card', ['amount', 'share', 'monthly limit']).status).toBe(status);
});

it('a case about the rights of the member in the request has the status 422, not 403', () => {
  const when = 'the member is not allowed to use cards';
  expect(problemOf({ when, told: 'No' }, 'card order', ['member']).status).toBe(422);
});

it('the design reuses the code of a declared problem', () => {
  const fault = { when: 'the card is frozen already', told: 'No' };
  expect(problemOf(fault, 'card', [], new Set(['cardFrozenAlready'])).code).toBe('CARD_FROZEN_ALREADY');
});

it.each([
  'someone else wrote the note',
  'another member created the order',
  'the user did not write the note',
  'the note is not yours',
  'the note was written by someone else',
  'the order was made by another member',
])('the design gives the case "%s" the status 403, because only another person may do it', (when) => {
  expect(problemOf({ when, told: 'No' }, 'note').status).toBe(403);
});

it.each([
  ['Deletes a note that the user wrote on a card.', 'removal', 'DELETE /v1/cards/{card_id}/notes/{note_id}'],
  ['Deletes one of the notes of a card.', 'removal', 'DELETE /v1/cards/{card_id}/notes/{note_id}'],
  ['Changes the text of a note on a card.', 'edit', 'PATCH /v1/cards/{card_id}/notes/{note_id}'],
  ['Deletes the note of a card.', 'removal', 'DELETE /v1/cards/{card_id}/note'],
  ["Deletes a card's note.", 'removal', 'DELETE /v1/cards/{card_id}/note'],
  ['Hides a note on a card.', 'hiding', 'POST /v1/cards/{card_id}/notes/{note_id}/hiding'],
  ['Hides the note of a card.', 'hiding', 'POST /v1/cards/{card_id}/note/hiding'],
])(
  'the design adds the note\'s id to the path only if a card may have several notes: "%s"',
  (does, changes, route) => {
    const { method, path } = design(briefOf({ does, changes, about: 'note', inside: 'card' }));
    expect(`${method} ${path}`).toBe(route);
  },
);

it("the design keeps the plural in a setting's path if a value has the same plural name", () => {
  const purchases = { name: 'online purchases', example: 'one of: off, on' };
  const facts = { about: 'online purchases', inside: 'card', changes: 'setting', send: [] };
  const values = [{ ...purchases, from: 'the user', sometimes_missing: 'no' as const }];
  expect(design(briefOf({ ...facts, values })).path).toBe('/v1/cards/{card_id}/online-purchases');
});

it.each([
  ['yes', 422],
  ['no', undefined],
] as const)(
  'a case about a missing value is a problem only if the value is optional: %s',
  (optional, status) => {
    const send = [{ name: 'comment', example: 'Too late', optional }];
    const goes_wrong = [{ when: 'the comment is missing when the answer is no', told: 'Why?' }];
    const { problems } = design(briefOf({ changes: 'answer', send, goes_wrong }));
    expect(problems.find(({ title }) => title === 'Why?')?.status).toBe(status);
  },
);

it('an optional yes-or-no value is always in the response to a creation', () => {
  const send = [{ name: 'pinned', example: 'yes', optional: 'yes' as const }];
  const values = [{ name: 'pinned', from: 'the user', example: 'yes', sometimes_missing: 'no' as const }];
  const { fields } = design(briefOf({ changes: 'new', send, values }));
  expect(fields.find(({ name }) => name === 'pinned')).toMatchObject({ nullable: false });
});

it('a summary and a list with the same name have different paths', () => {
  const receipts = { name: 'receipts', example: '12', from: 'us', sometimes_missing: 'no' as const };
  const facts = { about: 'receipts', shows: 'one summary', service: 'transaction' } as const;
  expect(design(briefOf({ ...facts, values: [receipts] })).path).toBe('/v1/receipt-summary');
});

it('the example response contains the choice in the filter of the example request', () => {
  const value = {
    name: 'status',
    from: 'us',
    example: 'one of: due, overdue',
    sometimes_missing: 'no' as const,
  };
  const find_by = [{ name: 'status', example: 'one of: overdue, due', always: 'no' as const }];
  const found = design(briefOf({ shows: 'a list', find_by, values: [value] }));
  expect(exampleResponse(found)).toMatchObject({ data: [{ status: 'overdue' }] });
});

it('the summary of a change to several cards says that nothing changes if one card fails', () => {
  const facts = { shows: 'a list', changes: 'freeze', does: 'Freezes all cards' } as const;
  expect(design(briefOf(facts)).summary).toBe('Freezes all cards. If one fails, nothing changes.');
});

it('the path of the action "change of limits" ends with "change"', () => {
  const changes = changeIn('change of limits');
  expect(design(briefOf({ shows: 'a list', changes })).path).toMatch(/\/change$/);
});

it('the design derives an error code from the first clause of a case', () => {
  const when = 'you have already asked and we have not answered yet';
  expect(problemOf({ when, told: 'No' }, 'card').code).toBe('ALREADY_ASKED');
});

it.each([
  ['the logo is too small to print', 'LOGO_TOO_SMALL_TO_PRINT'],
  ['the new company logo is too small to print', 'NEW_COMPANY_LOGO_TOO_SMALL'],
  ['the card belongs to the company', 'CARD_BELONGS_TO_COMPANY'],
  ['the company has to pay first', 'COMPANY_PAY_FIRST'],
])('an error code keeps "to", but not "has to", and has at most six words: "%s" gets %s', (when, code) => {
  expect(problemOf({ when, told: 'No' }, 'logo').code).toBe(code);
});

it.each([
  ['the limit is more than 10 000 kr', 'LIMIT_TOO_HIGH'],
  ['the amount is less than 500 kr', 'AMOUNT_TOO_LOW'],
  ['the share exceeds 40 %', 'SHARE_TOO_HIGH'],
  ['the day is more than 3 days earlier', 'DAY_TOO_EARLY'],
  ['the amount is more than what is left to pay', 'AMOUNT_TOO_HIGH'],
  ['the purchase is older than 60 days', 'PURCHASE_TOO_OLD'],
  ['the card expires in less than a month', 'CARD_EXPIRES_TOO_SOON'],
  ['the offer ends in less than 3 days', 'OFFER_ENDS_TOO_SOON'],
  ['the purchase is more than a year old', 'PURCHASE_TOO_OLD'],
  ['the card is younger than 30 days', 'CARD_TOO_YOUNG'],
  ['the due date is more than 30 days away', 'DUE_DATE_TOO_FAR_AWAY'],
  ['the invoice was created less than 24 hours ago', 'INVOICE_CREATED_TOO_RECENTLY'],
  ['the order was made more than 30 days ago', 'ORDER_MADE_TOO_LONG_AGO'],
  ['the purchase was made over a year ago', 'PURCHASE_MADE_TOO_LONG_AGO'],
  ['the invoice is due in less than 3 days', 'INVOICE_DUE_TOO_SOON'],
  ['the company has existed for less than 6 months', 'COMPANY_EXISTED_TOO_SHORT'],
  ['the company has fewer than two members', 'TOO_FEW_MEMBERS'],
  ['the company has more than five cards', 'TOO_MANY_CARDS'],
])('the design gives the case "%s" an error code without a number: %s', (when, code) => {
  expect(problemOf({ when, told: 'No' }, 'card').code).toBe(code);
});

it.each([
  ['the company has as many cards as it may', 'TOO_MANY_CARDS'],
  ['another card has this name', 'CARD_NAME_TAKEN'],
  ['there is another card with the same name', 'CARD_NAME_TAKEN'],
  ['the name is used by another card', 'CARD_NAME_TAKEN'],
  ['the card has no limit', 'CARD_HAS_NO_LIMIT'],
  ['the user has said thank you already', 'USER_ALREADY_SAID_THANK_YOU'],
  ['the receipt is under review', 'RECEIPT_UNDER_REVIEW'],
  ['the company has 50 tags already', 'TOO_MANY_TAGS'],
  ['the purchase has three receipts already', 'TOO_MANY_RECEIPTS'],
  ['three notes are pinned already', 'TOO_MANY_NOTES_PINNED'],
  ['the answer is no and there is no comment', 'ANSWER_NO_AND_NO_COMMENT'],
  ['there is a tag with this name already', 'TAG_NAME_TAKEN'],
  ['a receipt exists already', 'RECEIPT_ALREADY_EXISTS'],
  ['the colleague is an owner', 'COLLEAGUE_IS_OWNER'],
  ['the colleague may pay but not see invoices', 'COLLEAGUE_MAY_PAY_BUT_NOT_SEE'],
  ["the company's credit is used up", 'COMPANY_CREDIT_USED_UP'],
])('the design gives the case "%s" the usual error code %s', (when, code) => {
  expect(problemOf({ when, told: 'No' }, 'card').code).toBe(code);
});

it('the error code of a case about a date contains no number and no unit', () => {
  const when = 'the new due date is more than 14 days later';
  expect(problemOf({ when, told: 'No' }, 'invoice').code).toBe('NEW_DUE_DATE_TOO_LATE');
});

it.each([
  ['2026-06-01 to 2026-06-30', { from: '2026-02-01', to: '2026-02-28' }],
  ['2026-01-01 to 2026-12-31', { from: '2026-01-01', to: '2026-12-31' }],
  ['June 2026', { period: '2026-02' }],
])('the period in the example request includes the date in the example response: %s', (example, texts) => {
  const { query } = design(
    briefOf({
      shows: 'a list',
      find_by: [{ name: 'period', example, always: 'no' }],
      values: [{ name: 'bought on', from: 'us', example: '2026-02-17', sometimes_missing: 'no' }],
    }),
  );
  expect(Object.fromEntries(query.map(({ name, text }) => [name, text]))).toEqual(texts);
});

it('an example response repeats the search text or the ids in the example request', () => {
  const value = { from: 'us', sometimes_missing: 'no' as const };
  const found = briefOf({
    shows: 'a list',
    find_by: [{ name: 'shop', example: 'SJ', always: 'no' }],
    values: [{ ...value, name: 'shop', example: 'Telia' }],
  });
  expect(exampleResponse(design(found))).toMatchObject({ data: [{ shop: 'SJ' }] });
  const changed = briefOf({
    ...{ about: 'card', shows: 'a list', changes: 'freeze' },
    send: [{ name: 'card ids', example: 'list of: card-7, card-8', optional: 'no' }],
    values: [{ ...value, name: 'card id', example: 'card-1' }],
  });
  expect(exampleResponse(design(changed))).toEqual({ data: { cards: [{ card_id: 'card-7' }] } });
});

it('the design writes the title of a problem with a capital letter and without a period', () => {
  expect(problemOf({ when: 'the card is blocked', told: 'your card is blocked.' }, 'card').title).toBe(
    'Your card is blocked',
  );
});

it.each([
  ['employee name', 'Anna Andersson', true],
  ['telephone number', '070-123 45 67', true],
  ['contact', 'anna@example.com', true],
  ['personal number', '19900101-1234', true],
  ['card name', 'Fuel', false],
  ['reason', 'lost', false],
])('the design decides whether the sent value "%s" (%s) is personal data: %s', (name, example, personal) => {
  const send = [{ name, example, optional: 'no' as const }];
  expect(design(briefOf({ changes: 'new', send })).body).toMatchObject([{ personal }]);
});

it.each([
  ['on', 'off', false],
  ['5 400 kr', '900 kr', { amount: 90_000, currency: 'SEK' }],
  ['Company AB', 'Petrol', 'Petrol'],
  ['text: on', 'off', 'on'],
])(
  'the example %j of a shown value, with the example %j of the sent value, becomes %j',
  (shown, sent, example) => {
    const values = [
      { name: 'new value', from: 'the user', example: shown, sometimes_missing: 'no' as const },
    ];
    const send = [{ name: 'New value', example: sent, optional: 'no' as const }];
    expect(exampleResponse(design(briefOf({ changes: 'setting', values, send })))).toEqual({
      data: { new_value: example },
    });
  },
);

it.each<[string, Partial<Brief>]>([
  ['there is no such card', { about: 'card' }],
  ['the card does not exist', { about: 'card', changes: 'freeze' }],
  ["the card doesn't exist", { about: 'event', inside: 'card', shows: 'a list' }],
  ["we can't find this card", { about: 'card' }],
  ['no such purchase', { about: 'purchase' }],
  ['it was not found', { about: 'card' }],
])('the design merges the case "%s" into the 404, and keeps the author\'s message', (when, facts) => {
  const goes_wrong = [{ when, told: 'Gone' }];
  expect(design(briefOf({ ...facts, goes_wrong })).problems).toMatchObject([{ status: 404, title: 'Gone' }]);
});

it('the design declares a separate problem if a case is about a different missing resource', () => {
  const goes_wrong = [{ when: 'the invoice does not exist', told: 'No' }];
  const { problems } = design(briefOf({ about: 'card', changes: 'freeze', goes_wrong }));
  expect(problems).toMatchObject([{ status: 404 }, { status: 409 }]);
});

it.each<[Partial<Brief>, string]>([
  [{ about: 'note', inside: 'purchase', changes: 'new' }, 'There is no such purchase'],
  [
    { about: 'note', inside: 'purchase', changes: 'new', when_nothing: "We can't find this purchase" },
    "We can't find this purchase",
  ],
  [
    { about: 'note', inside: 'transaction', changes: 'new', when_nothing: 'There is no note' },
    'There is no such purchase',
  ],
  [{ service: 'account', about: 'logo', shows: 'one summary' }, 'There is no such company'],
])('the design writes the message of a 404 in everyday words: %j gets "%s"', (facts, title) => {
  expect(design(briefOf(facts)).problems).toMatchObject([{ status: 404, title }]);
});

it.each<[Partial<Brief>, string[]]>([
  [{ when_nothing: 'There is no note here' }, ['TRANSACTION_NOT_FOUND', 'NOTE_NOT_FOUND']],
  [{ when_nothing: 'There is no such purchase' }, ['TRANSACTION_NOT_FOUND']],
  [
    { when_nothing: 'No note.', goes_wrong: [{ when: 'the note is gone', told: 'No note' }] },
    ['TRANSACTION_NOT_FOUND', 'NOTE_GONE'],
  ],
  [{ when_nothing: 'There is no note here', changes: 'edit' }, ['TRANSACTION_NOT_FOUND']],
])('with the answers %j, the operation that changes a note has the problems %j', (facts, codes) => {
  const { problems } = design(briefOf({ about: 'note', inside: 'purchase', changes: 'removal', ...facts }));
  expect(problems.map(({ code }) => code)).toEqual(codes);
  const message = { code: 'NOTE_NOT_FOUND', status: 404, title: 'There is no note here' };
  expect(problems.slice(1, 2)).toMatchObject(
    codes.includes(message.code) ? [message] : codes.slice(1).map(() => ({ status: 409 })),
  );
});

it('the message for an unknown id uses everyday words', () => {
  const send = [{ name: 'transaction id', example: 'transaction-1', optional: 'no' as const }];
  expect(design(briefOf({ about: 'card', changes: 'freeze', send })).problems).toMatchObject([
    { status: 404 },
    { code: 'UNKNOWN_TRANSACTION', title: 'There is no such purchase' },
  ]);
});

it('the example response repeats each entry of the sent list', () => {
  const values = [
    {
      name: 'shares',
      from: 'the user',
      example: 'list of: cost centre = Other, share = 5 %, amount = 507 kr',
      sometimes_missing: 'no' as const,
    },
  ];
  const example = 'list of exactly 2: cost centre = Sales, share = 60 %; cost centre = IT, share = 40 %';
  const send = [{ name: 'shares', example, optional: 'no' as const }];
  const amount = { amount: 50_700, currency: 'SEK' };
  expect(exampleResponse(design(briefOf({ changes: 'split', values, send })))).toEqual({
    data: {
      shares: [
        { cost_centre: 'Sales', share: 6_000, amount },
        { cost_centre: 'IT', share: 4_000, amount },
      ],
    },
  });
});

it('the design describes the unit of a sent percentage', () => {
  const send = [{ name: 'share', example: '27 %', optional: 'no' as const }];
  expect(design(briefOf({ changes: 'split', send })).body).toMatchObject([
    { description: 'In hundredths of a per cent: 6000 is 60 %' },
  ]);
});

it('an operation for a file returns 404 for a missing file, and has no "empty" example', () => {
  const answers = {
    about: 'yearly statement',
    shows: 'a file',
    viewOf: 'account',
    when_nothing: 'No statement',
  } as const;
  const file = design(briefOf({ ...answers, changes: 'no', send: [], goes_wrong: [] }));
  const missing = { code: 'YEARLY_STATEMENT_NOT_FOUND', status: 404, title: 'No statement' };
  expect(file.problems).toMatchObject([missing]);
  const examples = planExamples(file).map(({ name, response }) => [name, response]);
  expect(examples).not.toContainEqual(['empty', 'empty']);
  expect(examples).toContainEqual(['forbidden', { problem: 'ACCOUNT_NOT_FOUND' }]);
  expect(examples).toContainEqual(['yearly-statement-not-found', { problem: missing.code }]);
});

it('the example response of a file says that its times are in UTC', () => {
  const file = design(
    briefOf({ about: 'statement', shows: 'a file', changes: 'no', send: [], goes_wrong: [] }),
  );
  expect(describeExamples(file).map(({ title }) => title)).toContain(
    'Example of the response (times in UTC)',
  );
});
