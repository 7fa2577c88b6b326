import { check } from '../testing/check-with-defaults.ts';

describe('a brief that extends a list', () => {
  const extension = (answers: object = {}) =>
    check({
      ...{
        service: 'card',
        name: 'find expensive cards',
        does: 'Shows the cards over a fee.',
        about: 'card',
      },
      ...{ shows: 'a list', extends: 'listCards', find_by: [{ name: 'fee', example: 'over 50 kr' }] },
      values: [
        { name: 'fee', from: 'the card', example: '60 kr' },
        { name: 'colour', from: 'the card', example: 'Red' },
      ],
      ...answers,
    });

  it.each(['listCards', 'list cards'])(
    'adds its filters to the operation as optional parameters: %s',
    (name) => {
      const { operation, notes, isExtended } = extension({ extends: name });
      expect(isExtended).toBe(true);
      expect(operation).toMatchObject({
        operationId: 'listCards',
        path: '/v1/cards',
        summary: 'Lists cards.',
      });
      expect(operation.query).toMatchObject([{ name: 'minimum_fee', optional: true }]);
      expect(notes).toEqual([
        expect.stringContaining('listCards exists already and gets "minimum_fee" as a filter.'),
        expect.stringContaining('listCards does not show "colour"'),
      ]);
    },
  );

  it('ignores the service of a value, because an extension adds no values', () => {
    const values = [
      { name: 'fee', from: 'the card', example: '60 kr' },
      { name: 'spent', from: 'the transactions', example: '5 kr', service: 'transaction' },
    ];
    expect(extension({ values }).operation).toMatchObject({ service: 'card', operationId: 'listCards' });
  });

  it('gets notes about a filter without stored data, and about a value that the list does not show', () => {
    const find_by = [{ name: 'opened by me', example: 'no' }];
    const values = [{ name: 'card serial number', from: 'the card', example: 'text: A1' }];
    const { notes } = extension({ find_by, values });
    expect(notes).toContainEqual(expect.stringContaining('No operation stores "opened by me" yet.'));
    expect(notes).toContainEqual(expect.stringContaining('does not show "card_serial_number"'));
  });

  it('adds an optional filter even with "always: yes", because existing apps do not send the filter', () => {
    const find_by = [{ name: 'fee', example: 'over 50 kr', always: 'yes' }];
    expect(extension({ find_by }).operation.query).toMatchObject([{ optional: true }]);
  });

  it.each<[string, object, string]>([
    [
      'the filter exists',
      { find_by: [{ name: 'status', example: 'one of: active, frozen' }] },
      'can already filter by status (active or frozen)',
    ],
    [
      'the list does not show the value',
      {
        find_by: [{ name: 'rent', example: 'over 5 kr' }],
        values: [{ name: 'rent', from: 'us', example: '9 kr' }],
      },
      `listCards does not show "rent", so a filter can't compare it. Which value of listCards do you mean: "status", "name" or "fee"?`,
    ],
    [
      'the operation does not exist',
      { extends: 'listCars' },
      'No service has an operation "listCars". Which list of the service card gets the filter? Write the name of the list under extends: listCards.',
    ],
    [
      'the operation belongs to a different service',
      { service: 'transaction', values: [{ name: 'fee', from: 'us', example: '60 kr' }] },
      'listCards belongs to the service card, but this brief is for the service transaction.',
    ],
    [
      'the filter exists with other choices',
      { find_by: [{ name: 'status', example: 'one of: banana, active, kiwi' }] },
      'There, status can be active or frozen, but never "banana" or "kiwi".',
    ],
    [
      'its name has a state that no filter has',
      { about: 'declined card' },
      'listCards also shows entries that are not declined. Which filter finds only the declined entries?',
    ],
    [
      'its sentence has a state that no filter has',
      { does: 'Shows which cards are expired.' },
      'listCards also shows entries that are not expired.',
    ],
    [
      'its sentence has a sum',
      { does: 'Shows the cards over a fee and what they add up to.' },
      `so it can't add "add up to" to listCards. Write a second brief for "add up to" with "one summary" under shows`,
    ],
    [
      'a number is compared with a value that the list does not show',
      { find_by: [{ name: 'fee within', example: '60 days' }] },
      `listCards does not show "fee within", so a filter can't compare it.`,
    ],
    [
      'a period is of a value that the list does not show',
      { find_by: [{ name: 'expires on', example: '2026-06-01 to 2026-06-30' }] },
      `listCards does not show "expires on", so a filter can't compare it.`,
    ],
    ['other people use it', { who: 'owners of the company' }, 'listCards is for different people'],
    [
      'it is a change',
      { changes: 'freeze', if_one_fails: 'nothing changes', find_by: [] },
      'Only a list can get a filter.',
    ],
  ])('causes a question if %s', (_, answers, question) => {
    expect(() => extension(answers)).toThrow(question);
  });

  it.each([
    ['period', 'from', 'to'],
    ['name', 'name_from', 'name_to'],
  ])('adds two parameters for the period "%s": %s and %s', (name, from, to) => {
    const find_by = [{ name, example: '2026-06-01 to 2026-06-30' }];
    const values = [{ name: 'paid on', from: 'the card', example: '2026-06-10' }];
    expect(extension({ find_by, values }).operation.query).toMatchObject([{ name: from }, { name: to }]);
  });

  it('leads to notes about answers without effect and about values that the list does not show', () => {
    const { notes } = extension({
      find_by: [{ name: 'fee', example: 'over 50 kr', always: 'yes' }],
      order: 'latest first',
      goes_wrong: ['the card is locked: Unlock it first'],
      values: [
        { name: 'fee', from: 'the card', example: '60 kr' },
        { name: 'total fee', from: 'all cards minus the discounts', example: '80 kr' },
        { name: 'colour', from: 'the card', example: 'Red' },
      ],
    });
    expect(notes[1]).toContain(`does not show "total_fee" and "colour", and this brief can't add them.`);
    expect(notes[2]).toBe(
      '"extends" adds only filters, so the order "latest first", "always: yes" of "minimum fee" and the case "the card is locked" have no effect on listCards. If you need more than the filter, write a separate brief.',
    );
  });

  it.each([{ does: 'Shows the declined cards over a fee.', declined: 'yes' }])(
    'may mention a state in its sentence if a filter has that state: %j',
    ({ does, declined }) => {
      const find_by = [{ name: 'declined', example: declined }];
      expect(extension({ does, find_by }).operation.query).toMatchObject([{ name: 'declined' }]);
    },
  );

  it('is suggested instead of a new list, with the names of the existing filters', () => {
    expect(() => extension({ extends: undefined })).toThrow(
      /Its filter is status \(active or frozen\)\. It lacks "colour"\. Do you want .* write "extends: listCards" in the brief\./,
    );
  });
});
