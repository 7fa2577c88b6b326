import { parse, stringify } from 'yaml';
import { readBrief } from './read-brief.ts';

const services = [
  { name: 'card', purpose: 'Cards: what they look like.', calls: [] },
  { name: 'invoice', purpose: 'Invoices.', calls: [] },
];

const answers = {
  service: 'card',
  name: 'freeze card',
  does: 'Freezes a card.',
  about: 'card',
  shows: 'one thing',
  values: [{ name: 'frozen until', from: 'the user', example: '2026-06-25', sometimes_missing: 'yes' }],
  when_nothing: 'There is no such card',
  who: 'members of the company',
  changes: 'freeze',
  find_by: [],
  send: [{ name: 'reason', example: 'lost', optional: 'no' }],
  goes_wrong: [{ when: 'the card is blocked', told: 'The card is blocked' }],
};

type Changes = Readonly<Record<string, unknown>>;

const READ = { changes: 'no', send: [], goes_wrong: [] };
const LIST = { ...READ, shows: 'a list' };
const PERIOD = { name: 'period', example: '2026-06-01 to 2026-06-30' };

const read = (changes: Changes) => readBrief(stringify({ ...answers, ...changes }), services);

it('readBrief keeps an example as text even if it is a number', () => {
  const brief = read({ values: [{ name: 'cards', from: 'us', example: 57 }], ...READ });
  expect(brief.values).toEqual([{ name: 'cards', from: 'us', example: '57', sometimes_missing: 'no' }]);
});

it('readBrief accepts a number whose name says what it counts', () => {
  expect(() => read({ values: [{ name: 'number of cards', from: 'us', example: '12' }] })).not.toThrow();
});

it.each([
  ['members', 'members of the company'],
  ['Everyone in the company', 'members of the company'],
  ['everybody', 'anybody'],
  ['owner', 'owners of the company'],
  ['only the owner of the company', 'owners of the company'],
  ["the company's owner", 'owners of the company'],
  ['Owners', 'owners of the company'],
  ['company owners only', 'owners of the company'],
  ['support', "Qred's support"],
  ["Qred's support", "Qred's support"],
  ['support staff', "Qred's support"],
  ['the support team', "Qred's support"],
  ['Qred support agents', "Qred's support"],
  ['people in customer support', "Qred's support"],
])('readBrief understands "%s" as the answer "%s" to the question "who"', (who, understood) => {
  expect(read({ who }).who).toBe(understood);
});

it.each(['the accountant', 'administrators', 'card owner', 'the owner of the card', 'owners and managers'])(
  'readBrief rejects the answer "%s" to the question "who", and explains why',
  (who) => {
    expect(() => read({ who })).toThrow(`Not yet, because the platform knows the members`);
  },
);

it.each(['owner or support', 'members and support', 'support in Finland'])(
  'readBrief asks for a single group of people instead of "%s"',
  (who) => {
    expect(() => read({ who })).toThrow('An operation is for one group of people');
  },
);

it('readBrief reports why a brief is impossible before it asks a question', () => {
  const swedish = readAnswersOf({
    ...answers,
    does: 'Byter PIN för ett kort.',
    name: 'change PIN',
    values: [],
  });
  expect(swedish).toThrow(/^Can you write the brief in English[^]*stay at the card processor/);
  expect(swedish).not.toThrow('Which values does the user see?');
});

function readAnswersOf(brief: Changes): () => unknown {
  return () => readBrief(stringify(brief), services);
}

it('readBrief offers only groups of users that the platform can distinguish', () => {
  const { who: _, ...rest } = answers;
  expect(readAnswersOf(rest)).toThrow(
    "(members of the company / owners of the company / Qred's support / anybody) Answer it under who.",
  );
});

it.each([
  ['look', 'card'],
  ['the invoices', 'invoice'],
])('readBrief finds the service that "%s" describes: %s', (service, found) => {
  expect(read({ service }).service).toBe(found);
});

it('readBrief lists the likely service first', () => {
  expect(() => read({ service: 'loans', about: 'invoice', does: 'Shows an invoice.' })).toThrow(
    /first:\n  invoice[^]*\n  card/,
  );
});

it.each<[Changes, Changes]>([
  [{ shows: 'one thing inside' }, { shows: 'one thing' }],
  [
    { ...READ, shows: 'list of cards', changes: 'none' },
    { shows: 'a list', changes: 'no' },
  ],
  [{ changes: 'a freeze' }, { changes: 'freeze' }],
  [{ changes: 'approve' }, { changes: 'approval' }],
  [{ about: 'lost card' }, { about: 'card' }],
  [{ about: 'new order', changes: 'new' }, { about: 'order' }],
  [{ about: 'the card' }, { about: 'card' }],
  [{ about: 'limit of the card' }, { about: 'limit', inside: 'card' }],
  [{ about: "card's limit" }, { about: 'limit', inside: 'card' }],
  [{ about: "this month's limit" }, { about: 'limit' }],
  [{ about: 'fees per category' }, { about: 'category fees' }],
  [
    { about: 'statement', inside: 'the company' },
    { about: 'statement', shows: 'one summary' },
  ],
])('readBrief understands %j as %j', (changes, understood) => {
  expect(read(changes)).toMatchObject(understood);
});

it('readBrief uses the card as the source of a value if the brief names no source', () => {
  expect(read({ values: [{ name: 'colour', example: 'red' }] }).values).toMatchObject([{ from: 'the card' }]);
});

it('readBrief reads the maximum length of a list from a case under goes_wrong', () => {
  const { send, goes_wrong } = read({
    send: [{ name: 'labels', example: 'list of: Kitchen, Fair' }],
    goes_wrong: [{ when: 'there are more than five labels', told: 'No' }],
  });
  expect(send).toMatchObject([{ example: 'list of up to 5: Kitchen, Fair' }]);
  expect(goes_wrong).toEqual([]);
});

it.each([
  ['25', 'the day is not between 1 and 28', '25 (1 to 28)'],
  ['25', 'the day is more than 28', '25 (0 to 28)'],
  ['25 (1 to 28)', 'the day exceeds 28', '25 (1 to 28)'],
  ['25 (1 to 28)', 'the day of the month is less than one', '25 (1 to 28)'],
])('readBrief combines the limits in %j with the limit in the case "%s": "%s"', (example, when, merged) => {
  const { send, goes_wrong } = read({
    send: [{ name: 'day of the month', example }],
    goes_wrong: [
      { when, told: 'Choose another day' },
      { when: 'the card is blocked', told: 'No' },
    ],
  });
  expect(send).toMatchObject([{ example: merged, told: 'Choose another day' }]);
  expect(goes_wrong).toMatchObject([{ when: 'the card is blocked' }]);
});

it.each([
  ['Project X', 'the tag is longer than 30 letters', 'Too long', 'Project X (at most 30 characters)'],
  ['Project X', 'the tag has more than 30 characters', 'Too long', 'Project X (at most 30 characters)'],
  ['Project X', 'the tag is too long', 'A tag has at most 30 letters', 'Project X (at most 30 characters)'],
  ['Project X', 'the tag is longer than 2 000 letters', 'Long', 'Project X (at most 2000 characters)'],
  [
    'Project X (at most 2 000 letters)',
    'the tag is too long',
    'At most 2,000 letters',
    'Project X (at most 2000 characters)',
  ],
  [
    'Project X (max 30 letters)',
    'the tag is too long',
    'At most 30 letters',
    'Project X (at most 30 characters)',
  ],
  [
    'Project X (up to 30 letters)',
    'the tag is shorter than 3 letters',
    'Short',
    'Project X (3 to 30 characters)',
  ],
])(
  'readBrief adds to %j the length limit of the case "%s" with the message "%s": "%s"',
  (example, when, told, merged) => {
    const { send, goes_wrong } = read({ send: [{ name: 'tag', example }], goes_wrong: [{ when, told }] });
    expect(send).toMatchObject([{ example: merged, told }]);
    expect(goes_wrong).toEqual([]);
  },
);

it.each([
  ['the tag is longer than 40 letters', 'Too long'],
  ['the tag is too long', 'A tag has at most 40 letters'],
])(
  'readBrief asks about the case "%s" with the message "%s" if the example has a different length limit',
  (when, told) => {
    const send = [{ name: 'tag', example: 'Project X (at most 30 characters)' }];
    expect(() => read({ send, goes_wrong: [{ when, told }] })).toThrow(
      `but the case "${when}" has a different limit`,
    );
  },
);

it('readBrief asks about a case whose limit differs from the limit in the example', () => {
  const goes_wrong = [{ when: 'the days are more than 10', told: 'No' }];
  expect(() => read({ send: [{ name: 'days', example: '7 (1 to 14)' }], goes_wrong })).toThrow(
    '"days" has the example "7 (1 to 14)", but the case "the days are more than 10" has a different limit.',
  );
});

it.each(['text: 120.00 EUR', 'yes', '2026-06-25'])(
  'readBrief asks for a new name if the example of a price is "%s"',
  (example) => {
    expect(() => read({ values: [{ name: 'price', from: 'us', example }] })).toThrow(
      'The name "price" is for an amount in kronor',
    );
  },
);

it('readBrief asks for all possible words of a status', () => {
  expect(() => read({ values: [{ name: 'status', from: 'us', example: 'sent' }] })).toThrow(
    'Which words can "status" be?',
  );
});

it('readBrief asks each question once', () => {
  const value = { name: 'parts', example: 'food 100 kr, travel 200 kr' };
  const brief = { values: [{ ...value, from: 'us' }], send: [value] };
  expect(() => read(brief)).toThrow(/^"parts" has several amounts[^\n]+$/);
});

it.each<[string, Changes, string]>([
  ['a webhook', { does: 'Our system gets each purchase by a webhook.' }, 'call addresses of customers'],
  [
    'a described list',
    { values: [{ name: 'purchases', from: 'us', example: 'the latest three purchases' }] },
    'What does one entry of "purchases" look like? Write "list of:"',
  ],
  ['Swedish without its letters', { does: 'Visar hur mycket som finns kvar.' }, 'write the brief in English'],
])('readBrief asks about %s', (_, changes, question) => {
  expect(() => read(changes)).toThrow(question);
});

it('readBrief asks whether an interest rate is per month or per year', () => {
  const values = [{ name: 'interest rate', from: 'the credit agreement, per month', example: '1.95 %' }];
  expect(() => read({ ...READ, values })).toThrow(
    /^Is "interest rate" per month or per year\? Write this in the name, for example "monthly interest rate"\.$/,
  );
});

it.each([
  ['monthly interest rate', '1.95 %'],
  ['interest per year', '1.95 %'],
  ['interest', '12 kr'],
  ['commission', '5 %'],
])('readBrief does not ask whether "%s" with the example "%s" is per month or per year', (name, example) => {
  expect(() => read({ ...READ, values: [{ name, from: 'us', example }] })).not.toThrow();
});

it.each([
  'Finds the cards over always 10 000 kr.',
  'Finds the cards that are always over 10 000 kr.',
  'Finds the cards over a limit, always 10 000 kr.',
  'Finds the cards over 10 000 kr, always.',
])('readBrief does not ask who chooses the amount in "%s"', (does) => {
  expect(() => read({ ...LIST, does })).not.toThrow();
});

it.each([
  ['Always shows the cards first. Finds those over 10 000 kr.', '10 000 kr'],
  ['Finds the cards over 10 000 kr, always 5 % of all.', '10 000 kr'],
  ['Finds the cards over always 5 % and 10 000 kr.', '10 000 kr'],
])('readBrief asks who chooses an amount that is not marked with "always" in "%s"', (does, amount) => {
  expect(() => read({ ...LIST, does })).toThrow(new RegExp(`^Who chooses "${amount}"[^\\n]+$`));
});

it.each<[string, Changes]>([
  ['a callback', { name: 'ask for callback', about: 'callback', does: 'Asks support to call me back.' }],
  ['a telephone number', { about: 'callback', send: [{ name: 'phone number', example: '070-123 45 67' }] }],
])('readBrief does not mistake a telephone call for a webhook: %s', (_, changes) => {
  expect(() => read(changes)).not.toThrow();
});

it.each<[Changes, string]>([
  [{ does: 'Our system gets each purchase by a webhook.' }, 'If you mean something else by "webhook"'],
  [{ about: 'callback' }, 'If you mean something else by "callback"'],
  [{ name: 'change PIN' }, 'If you mean something else by "PIN"'],
  [{ does: 'Shows the cards live.', ...LIST }, 'leave "live" out'],
  [{ does: 'Shows unread cards.', ...LIST }, 'What does "unread" mean'],
])('readBrief rejects %j and quotes the word that caused the rejection: %s', (changes, quoted) => {
  expect(() => read(changes)).toThrow(quoted);
});

it('readBrief does not ask which service owns an id, because every service may store the id', () => {
  const id = { name: 'invoice id', from: 'the latest invoice', example: 'invoice-1' };
  expect(read({ values: [id] }).values).toMatchObject([{ name: 'invoice id' }]);
});

it('readBrief asks which service owns a value, unless the brief names the service', () => {
  const due = { name: 'due', from: 'the latest invoice', example: '20 kr' };
  expect(() => read({ values: [due] })).toThrow('Which service owns "due", invoice or card?');
  expect(() => read({ values: [{ ...due, service: 'card' }] })).not.toThrow();
});

it('readBrief finds a service by its name or its purpose', () => {
  expect(read({}).service).toBe('card');
  expect(read({ service: 'Cards: what they look like.' }).service).toBe('card');
});

it.each<[string, Changes, string]>([
  [
    'a missing service',
    { service: '' },
    'Which service is it for? Answer it under service with one of these services',
  ],
  [
    'an unknown service',
    { service: 'loans' },
    'Answer it under service with one of these services. The most likely service comes first:\n  card: Cards: what they look like.\n  invoice: Invoices.',
  ],
  [
    'a missing name',
    { name: undefined },
    'What is it called, in a few words, the verb first? Answer it under name.',
  ],
  [
    'a name without letters',
    { name: '???' },
    'What is it called, in a few words, the verb first? Answer it under name.',
  ],
  [
    'an empty text under "does"',
    { does: ' ' },
    'What does the user do or see, in one sentence? Answer it under does.',
  ],
  ['an empty plural', { plural: '' }, 'What are several of card called? Answer it under plural.'],
  [
    'a missing answer under "about"',
    { about: undefined },
    'What is it about? Name one such thing. Answer it under about.',
  ],
  [
    'an invalid answer under "shows"',
    { shows: 'many' },
    '(a list / one thing / one summary / a file) Answer it under shows.',
  ],
  [
    'an empty list of values',
    { ...READ, values: [] },
    'Which values does the user see? Answer it under values.',
  ],
  [
    'a missing name of a value',
    { values: [{ from: 'us', example: '1' }] },
    'What is the value called? Answer it under name of values, entry 1.',
  ],
  [
    'an invalid answer under "example"',
    { send: [{ name: 'reason' }] },
    'How does the user write "reason"? For a file, write its types and size: "JPEG or PNG, up to 10 MB". Answer it under example of send, entry 1.',
  ],
  [
    'an invalid answer under "sometimes_missing"',
    { values: [{ name: 'limit', from: 'us', example: '1', sometimes_missing: 'maybe' }] },
    'Is the value "limit" sometimes missing? Write yes or no. (no / yes) Answer it under sometimes_missing of values, entry 1.',
  ],
  [
    'an invalid answer under "when_nothing"',
    { ...READ, when_nothing: undefined },
    'What does the user see when there is no card? Answer it under when_nothing.',
  ],
  [
    'an invalid answer under "who"',
    { who: 'my friends' },
    'Not yet, because the platform knows the members and the owners of a company, but not who is "my friends".',
  ],
  [
    'an invalid answer under "changes"',
    { changes: undefined },
    'Write no, new, edit, setting or removal, or name the change with a noun. Answer it under changes.',
  ],
  [
    'an invalid answer under "send"',
    { send: 'a reason' },
    'How does the user write "a reason"? For a file, write its types and size: "JPEG or PNG, up to 10 MB". Answer it under example of send, entry 1. Write it like this:',
  ],
  [
    'an invalid answer under "goes_wrong"',
    { goes_wrong: undefined },
    'What can go wrong? Write [] if nothing can go wrong.',
  ],
  [
    'an invalid answer under "told"',
    { goes_wrong: [{ when: 'the card is blocked' }] },
    'Which message does the user see in the case "the card is blocked"? Answer it under told of goes_wrong, entry 1.',
  ],
  ['an unknown key', { colour: 'red' }, 'I did not understand "colour". No question has this name'],
  [
    'a change of a list',
    { shows: 'a list' },
    'A change of a list changes either everything in the list or nothing.',
  ],
  [
    'sent values if nothing changes',
    { changes: 'no' },
    'The brief changes nothing, so what does the user send?',
  ],
  [
    'two values with the same name',
    { values: [...answers.values, ...answers.values] },
    'Two values have the name "frozen until".',
  ],
  [
    'a single word under "does"',
    { does: 'Freezes' },
    'What does the user do or see? "Freezes" is not enough',
  ],
  ['a technical word', { does: 'Returns the card as JSON.' }, 'How would a customer say "json"?'],
  ['the answer "yes" under "changes"', { changes: 'yes' }, 'What is the change? Name it with a noun'],
  ['a name without a verb', { name: 'why frozen' }, 'Under name, write a verb and then the thing'],
  ['a name of one word', { name: 'freeze' }, 'Under name, write a verb and then the thing'],
  ['a Swedish brief', { does: 'Visar vilka kort som är på väg.' }, 'Can you write the brief in English?'],
  ['people that the platform cannot distinguish', { who: 'the accountant' }, 'not who is "the accountant"'],
  ['two groups of people', { who: 'owners or support' }, 'write another brief for them'],
  [
    'an unclear example',
    { send: [{ name: 'amount', example: '20 €' }] },
    'Is "amount" in Swedish kronor? Write it like 20 kr.',
  ],
  [
    'a value of a service that the card service does not call',
    { values: [{ name: 'amount', from: 'the invoice', service: 'invoice', example: '20 kr' }] },
    'A change belongs to one service, here card, so it can\'t show "amount" of invoice. Leave the value out. Only if a developer says that card stores it, write "card" under service of values.',
  ],
  [
    'a value of a service that does not exist',
    { values: [{ name: 'amount', from: 'the loan', service: 'loan', example: '20 kr' }] },
    'There is no service "loan". Write one of: card, invoice.',
  ],
  [
    'no values after a change',
    { values: [] },
    'Only a removal can show nothing. Write at least one value under values',
  ],
  ['an edit without sent values', { changes: 'edit', send: [] }, 'What does the user change?'],
  [
    'an answer under "about" that is not a noun',
    { about: 'thank you' },
    '"thank you" is not the name of a thing.',
  ],
  [
    'an adjective after the noun under "about"',
    { about: 'rental due soon' },
    '"rental due soon" is not the name of a thing.',
  ],
  ['a removal that sends something', { changes: 'removal' }, 'A removal sends nothing.'],
  ['a payment without an amount', { changes: 'payment' }, 'How much money does the payment move?'],
  [
    'an amount that occurs only in the sentence',
    { does: 'Freezes a card after a purchase over 5 000 kr.' },
    'Who chooses "5 000 kr"? If the user chooses it, write it under send.',
  ],
  [
    'an amount that narrows a list',
    { ...LIST, does: 'Shows what the cards cost if it is 5 000 kr.' },
    'If the user chooses it, write it under find_by, for example "amount: over 5 000 kr".',
  ],
  [
    'values of two services if no service calls both',
    { ...LIST, values: [{ name: 'amount', from: 'the invoice', service: 'invoice', example: '20 kr' }] },
    'Not yet, because no service may ask card and invoice for their values together.',
  ],
  [
    'a period that occurs only in the sentence',
    { ...LIST, find_by: undefined, does: 'Shows what the cards cost this month.' },
    'May the user choose a different period than "this month"?',
  ],
  ['too many entries', { ...LIST, order: 'the latest 500' }, 'A list shows 1 to 100 entries at a time'],
  ['a text without letters', { ...READ, when_nothing: '-' }, 'What does the user see when there is no card?'],
  [
    'filters for a single resource',
    { ...LIST, shows: 'one thing', find_by: [PERIOD] },
    'The operation finds one thing by its id.',
  ],
  [
    'owners in the sentence, but not under who',
    { does: 'Lets the owner freeze a card.' },
    'May only the owner do this, or may all members of the company do this? If only owners may do this, write "owners of the company"',
  ],
  [
    'a value that another service may own',
    { values: [{ name: 'due', from: 'the latest invoice', example: '20 kr' }] },
    'Which service owns "due", invoice or card? Ask a developer, and write the service under service of values. If nobody knows, leave "due" out, because a change shows values of one service.',
  ],
  [
    'a shown value that another service may own',
    { ...READ, values: [{ name: 'due', from: 'the latest invoice', example: '20 kr' }] },
    'If nobody knows, write "invoice", because "the latest invoice" suggests this service. Then the response lacks "due" while invoice is down.',
  ],
  [
    'entries with several values',
    { values: [{ name: 'purchases', from: 'us', example: 'list of: SJ 845 kr, Telia 399 kr' }] },
    'Each entry of "purchases" has several values.',
  ],
  [
    'what "seen" means',
    { ...LIST, does: 'Shows the cards that I have not seen.' },
    'Write the answer as a filter under find_by',
  ],
  ['jargon', { when_nothing: 'null' }, 'How would a customer say "null"?'],
  [
    'money without a currency',
    { values: [{ name: 'remaining', from: 'us', example: '12' }] },
    'Is "remaining" money? If so, write 12 kr.',
  ],
])('readBrief asks about %s', (_, changes, question) => {
  expect(() => read(changes)).toThrow(question);
});

it('readBrief asks all open questions at once, in plain words', () => {
  expect(() => readBrief('', services)).toThrow(/under service[^]*under name[^]*under goes_wrong/);
  expect(() => readBrief('', services)).not.toThrow(/invalid|expected|string|undefined|null/i);
});

it('readBrief names the line where the YAML is invalid', () => {
  expect(() => readBrief('does: [Shows', services)).toThrow(
    "Line 1 can't be read: does: [Shows. Put quotation marks around an answer that has a colon",
  );
});

it('readBrief returns all answers of the YAML file unchanged', () => {
  expect(parse(stringify(read({})))).toEqual(answers);
});

it('readBrief accepts an amount if a second sentence contains "always" and the same amount', () => {
  const does = 'Freezes a card after a purchase over 5 000 kr. The limit is always 5 000 kr.';
  expect(() => read({ does })).not.toThrow();
});

it.each([
  'Shows when Qred reminded the company of an unpaid invoice, and how.',
  'Lists when a message was sent to the company.',
])('readBrief accepts a list of messages that were sent earlier: %s', (does) => {
  expect(() => read({ ...LIST, does })).not.toThrow(/Not yet/);
});

it('readBrief rejects a list that sends a message', () => {
  expect(() => read({ ...LIST, does: 'Reminds me when an invoice is unpaid.' })).toThrow(
    'Not yet, because the platform sends no messages.',
  );
});

describe('a case that limits a sent amount', () => {
  const pay = (example: string, ...goes_wrong: object[]) =>
    read({ send: [{ name: 'amount', example }], goes_wrong });
  const tooLittle = { when: 'the amount is less than 500 kr', told: 'Pay at least 500 kr' };
  const tooMuch = { when: 'the amount is more than 10 000 kr', told: 'Pay at most 10 000 kr' };

  it.each(['1 500 kr', '1\u00a0500\u00a0kr', '1 500 kr (at least 500 kr)', '1 500 kr (500 to 10 000 kr)'])(
    "becomes a limit on the amount, with the case's message: %s",
    (example) => {
      const { send, goes_wrong } = pay(example, tooLittle, tooMuch);
      expect(goes_wrong).toEqual([]);
      expect(send).toMatchObject([
        {
          example: '1 500 kr (500 kr to 10 000 kr)',
          told: 'Pay at least 500 kr. Pay at most 10 000 kr',
        },
      ]);
    },
  );

  it('causes a question if the example is outside the limit, or has a different limit', () => {
    expect(() => pay('300 kr', tooLittle)).toThrow('"amount" is 300 kr, but must be at least 500 kr');
    expect(() => pay('900 kr (at least 600 kr)', tooLittle)).toThrow('has a different limit');
  });

  it('stays unchanged if its limit is not an amount', () => {
    const left = { when: 'the amount is more than what is left', told: 'That is too much' };
    expect(pay('300 kr', left)).toMatchObject({ send: [{ example: '300 kr' }], goes_wrong: [left] });
  });
});

describe('a new tag that consists of a list of names', () => {
  const tag = (answers: Changes) =>
    read({
      ...{ name: 'tag card', does: 'Puts tags on a card.', about: 'tag', inside: 'card', changes: 'new' },
      send: [{ name: 'tags', example: 'list of up to 5: travel, office' }],
      ...answers,
    });

  it('causes the question whether the user adds one tag or several tags', () => {
    expect(() => tag({})).toThrow(
      'Does this make one tag with 2 names, or 2 tags? If the user chooses the whole list each time, make it a setting: write "setting" under changes, and "tags" under about, and keep "card" under inside.',
    );
  });

  it.each([
    ['the sentence says that it is one', { does: 'Puts one tag with two names on a card.' }],
    [
      'something else is sent too',
      {
        send: [
          { name: 'tags', example: 'list of: a, b' },
          { name: 'colour', example: 'red' },
        ],
      },
    ],
    ['one entry is sent', { send: [{ name: 'tag', example: 'travel' }] }],
    ['it is a setting', { about: 'tags', changes: 'setting' }],
  ])('causes no question if %s', (_, changes) => {
    expect(() => tag(changes)).not.toThrow();
  });
});

it.each([
  ['card number', true],
  ['full number', true],
  ['number on the card', true],
  ['PIN', false],
  ['security code', false],
  ['secret code', false],
])(
  'readBrief rejects the value "%s", and suggests the last four digits only for a card number: %s',
  (name, isSuggested) => {
    const values = [{ name, from: 'the card', example: 'text: 4242' }];
    const suggestion = /If you mean only the last four digits, call the value "last four digits"/;
    expect(() => read({ values })).toThrow('stay at the card processor');
    const outcome = expect(() => read({ values }));
    if (isSuggested) outcome.toThrow(suggestion);
    else outcome.not.toThrow(suggestion);
  },
);

it.each([
  ['values', 'digits', '5555 4444 3333 2222'],
  ['values', 'digits', '3782-822463-10005'],
  ['values', 'payment card', 'text: 4111111111111111'],
  ['values', 'cards', 'list of: name = Office, digits = 4111111111111111'],
  ['values', 'three digits on the back', 'text: 123'],
  ['values', 'number of the card', 'text: 4242'],
  ['values', 'all 16 digits', 'text: 4242'],
  ['values', 'four-digit code', 'text: 4242'],
  ['values', 'three figures', 'text: 123'],
  ['values', 'cv2', 'text: 123'],
  ['values', 'card security number', 'text: 123'],
  ['values', 'long number on the front', 'text: 4242'],
  ['values', 'number printed on the card', 'text: 4242'],
  ['values', 'card no', 'text: 4242'],
  ['send', 'card number', 'text: 4242'],
  ['find_by', 'card number', 'text: 4242'],
])('readBrief rejects card data under %s: "%s" with the example "%s"', (key, name, example) => {
  expect(() => read({ ...LIST, values: [], [key]: [{ name, example }] })).toThrow(
    /^This can't be done here: the PIN, the CVC, the card number[^\n]+$/,
  );
});

it('readBrief names all words for card data at once, including words in the sentence', () => {
  const values = [
    { name: 'secret code', from: 'the card', example: 'text: 1234' },
    { name: 'line', from: 'the card', example: '5555 4444 3333 2222' },
  ];
  expect(() => read({ ...READ, does: "Shows all the digits of a colleague's card.", values })).toThrow(
    `If you mean something else by "secret code" and "all the digits of a colleague's card" and "5555 4444 3333 2222", use other words.`,
  );
  expect(() =>
    read({ ...READ, does: 'Shows the last four digits of the card.', values: [values[1]] }),
  ).toThrow('If you mean something else by "5555 4444 3333 2222"');
});

it.each([
  ['last four digits', 'text: 4242'],
  ['last four digits of the card number', 'text: 4242'],
  ['last four digits of the card', 'text: 4242'],
  ['OCR number', 'text: 4111111111111111'],
  ['reference', 'text: 4111 1111 1111 1111'],
  ['barcode', 'text: 7310865004703'],
  ['serial', 'text: 4111111111111112'],
  ['receipt number', 'text: 4111111111111111'],
  ['number on the card order', '3'],
])('readBrief accepts "%s" with the example "%s", which is not card data', (name, example) => {
  expect(() => read({ ...READ, values: [{ name, from: 'the card', example }] })).not.toThrow();
});

it.each([
  'Shows the three figures on the card.',
  'Shows the three numbers on the back.',
  'Shows the sixteen figures on it.',
])('readBrief finds card data in the sentence "%s"', (does) => {
  expect(() => read({ ...READ, does })).toThrow('stay at the card processor');
});

it.each([
  'Shows all figures of a card for the month.',
  'Shows all the numbers of a month for each card.',
  'Shows the full number of purchases with each card.',
  'Shows the three numbers of a card: spent, left and the limit.',
  'Shows the four digits at the end of the card.',
  'Shows the final four digits of the card number.',
])('readBrief finds no card data in the sentence "%s"', (does) => {
  expect(() => read({ ...READ, does })).not.toThrow();
});

const NO_RIGHT = 'The platform only stores this, because no operation checks this right yet.';
const NO_REFUSAL = 'The platform only stores this, because no operation uses it to refuse a purchase yet.';

it.each<[string, Changes, string | undefined]>([
  ['Sets the rights of a colleague.', {}, NO_RIGHT],
  ['Chooses what a colleague sees.', { about: 'permission' }, NO_RIGHT],
  ['Chooses for a colleague.', { send: [{ name: 'may see invoices', example: 'yes' }] }, NO_RIGHT],
  ['Chooses for a colleague.', { send: [{ name: 'access to invoices', example: 'yes' }] }, NO_RIGHT],
  ['Sets how much an employee may spend with a card.', {}, NO_REFUSAL],
  ['Chooses for a card.', { send: [{ name: 'spending limit', example: '500 kr' }] }, NO_REFUSAL],
  ['Sets how much may be bought with a card.', {}, undefined],
  ['Adds a note that a colleague may read.', { changes: 'new' }, undefined],
  ['Chooses who may order cards.', {}, NO_RIGHT],
  ['Chooses which colleagues may pay invoices.', {}, NO_RIGHT],
  ['Orders a card that a colleague may use abroad.', { changes: 'new' }, undefined],
  ['Moves the date so that the company may pay later.', {}, undefined],
  ['Chooses what a colleague may do.', READ, undefined],
])('readBrief reports the missing effect of the setting "%s" with %j: %s', (does, changes, withoutEffect) => {
  expect(read({ changes: 'setting', name: 'choose rule', does, ...changes }).withoutEffect).toBe(
    withoutEffect,
  );
});

describe('an automatic payment in the future', () => {
  const pay = (does: string, changes: Changes = {}) =>
    read({
      ...{ name: 'set up rent', does, about: 'rent', changes: 'new' },
      send: [{ name: 'amount', example: '500 kr' }],
      ...changes,
    });

  it.each([
    'Sets up a payment that is made on the same day every month.',
    'Pays a recipient on the same day every month.',
    'Pays the rent each month.',
    'Moves money on the 25th of each month.',
    'Moves money every month on a fixed day.',
    'Sets up a standing payment.',
    'Approves a direct debit.',
  ])('is rejected as a creation and as an action: %s', (does) => {
    const refusal = /^Not yet, because the platform does nothing at a later time on its own[^\n]+$/;
    expect(() => pay(does)).toThrow(refusal);
    expect(() => pay(does, { changes: 'payment' })).toThrow(refusal);
    expect(pay(does, { changes: 'setting' }).withoutEffect).toMatch('does nothing on its own yet');
  });

  it.each([
    'Orders a card with which 500 kr may be bought each month.',
    'Orders a card, and 500 kr may be spent on the card each month.',
    'Pays an invoice that comes every month.',
    'Splits an invoice that I can not pay at once, into one payment each month.',
  ])('is not found in the sentence "%s"', (does) => {
    expect(() => pay(does)).not.toThrow(/Not yet/);
  });

  it('can be removed without a note', () => {
    const stop = { name: 'stop standing payment', changes: 'removal', send: [], about: 'standing payment' };
    expect(pay('Stops a standing payment.', stop).withoutEffect).toBeUndefined();
  });
});

describe('a removal whose name does not begin with "remove"', () => {
  const remove = (name: string, about: string, inside?: string) =>
    read({ name, about, inside, values: [], send: [], changes: 'removal' });

  it.each([
    ['unfreeze card', 'freeze'],
    ['Unblock shop', 'shop block'],
  ])('is accepted if its name says what it undoes: "%s" removes the %s', (name, about) => {
    expect(() => remove(name, about, 'card')).not.toThrow();
  });

  it('causes the question whether it deletes the card itself', () => {
    expect(() => remove('unfreeze card', 'card')).toThrow(
      'Does "unfreeze card" do that? If so, begin the name with "remove" or "delete". If it undoes something, such as a freeze, write that thing under about, for example "freeze", and write "card" under inside.',
    );
  });

  it('causes the question whether it deletes the freeze of a card', () => {
    expect(() => remove('thaw card', 'freeze', 'card')).toThrow(
      /^"removal" deletes the freeze itself\. Does "thaw card" do that\? If so, begin the name with "remove" or "delete"\. If it removes something else, write that thing under about\. If it removes nothing, write a noun under changes, for example activation\.$/,
    );
  });
});

it.each<[string, Changes, string]>([
  ['a change', {}, 'There is no such card'],
  [
    'a setting inside a thing',
    { changes: 'setting', about: 'limit of a purchase' },
    'There is no such purchase',
  ],
  [
    'a removal inside a thing',
    { name: 'remove freeze', changes: 'removal', about: 'freeze', inside: 'card', send: [] },
    'There is no such freeze',
  ],
])('readBrief uses a default message for an unknown id in %s', (_, changes, message) => {
  expect(read({ ...changes, when_nothing: undefined }).when_nothing).toBe(message);
});

const SOURCE = { name: 'invoices', from: 'all cards', example: '3' };

it.each<[string, Changes, string]>([
  ['does', { does: 'Makes it easier to stay on top of everything.' }, 'What does the user do or see?'],
  ['does', { does: 'Makes it easier for the company to pay.' }, 'What does the user do or see?'],
  ['does', { does: 'Helps the company to keep on top of it.' }, 'What does the user do or see?'],
  ['name', { name: 'stay on top of things' }, 'Under name, write a verb'],
  ['about', { about: 'everything' }, 'Which thing is "everything"? Name it under about'],
  ['about', { about: 'important things' }, 'Which thing is "important things"? Name it under about'],
  ['inside', { inside: 'something' }, 'Which thing is "something"? Name it under inside'],
  ['from', { values: [{ ...SOURCE, from: 'everything' }] }, 'Where does "invoices" come from?'],
  ['example', { values: [{ ...SOURCE, example: 'a few' }] }, '"a few" is not an example.'],
  ['example', { values: [{ ...SOURCE, example: 'a lot of money' }] }, '"a lot of money" is not an example.'],
  ['example', { values: [{ ...SOURCE, example: 'a date' }] }, '"a date" is not an example.'],
  ['does', { does: 'Gives the company a better overview.' }, 'What does the user do or see?'],
  ['about', { about: 'data' }, 'Which thing is "data"?'],
  ['example', { values: [{ ...SOURCE, example: '12 of 15' }] }, '"invoices" has two numbers.'],
  ['example', { values: [{ ...SOURCE, example: '12 out of 15' }] }, '"invoices" has two numbers.'],
])('readBrief asks about a vague answer under %s: %j', (_, changes, question) => {
  expect(() => read({ ...READ, ...changes })).toThrow(question);
});

it.each<Changes>([
  { does: 'Shows which invoices help the company to keep on top of it.' },
  { does: 'Makes a card.' },
  { values: [{ ...SOURCE, example: 'text: 12 of 15' }] },
  { values: [{ ...SOURCE, example: 'Some like it hot' }] },
  { values: [{ ...SOURCE, example: 'Some of your cards are frozen' }] },
  { does: 'Gives the company an overview of its cards.' },
  { values: [SOURCE] },
])('readBrief does not take %j for a vague answer', (changes) => {
  expect(() => read({ ...READ, ...changes, values: changes.values ?? answers.values })).not.toThrow();
});

it.each([
  [{ name: 'format', example: 'one of: SIE, CSV' }, 'SIE'],
  [{ name: 'for Excel', example: 'yes' }, 'Excel'],
])('readBrief treats a file with the filter %j as an export, and rejects it', (filter, word) => {
  expect(() => read({ ...READ, shows: 'a file', values: [], find_by: [filter] })).toThrow(
    new RegExp(
      `^Not yet, because making a file for a whole year takes too long .* If you mean something else by "${word}"`,
    ),
  );
  expect(() => read({ ...LIST, find_by: [filter] })).not.toThrow();
});
