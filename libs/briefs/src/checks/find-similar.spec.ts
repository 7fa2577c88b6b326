import { check } from '../testing/check-with-defaults.ts';

describe('a brief for a list of declined cards', () => {
  const declined = (values: object[], about = 'declined card') =>
    check({
      service: 'card',
      name: 'list other cards',
      does: 'Shows the cards.',
      about,
      shows: 'a list',
      values,
    });
  const value = (name: string) => ({ name, from: 'the card', example: 'Too high' });

  it('becomes a new operation if it shows a new value', () => {
    expect(declined([value('name'), value('fee text'), value('reason')]).operation.path).toBe(
      '/v1/declined-cards',
    );
  });

  it.each([
    ['its values are known', [value('name')], 'declined card'],
    ['its cards are frozen, which a filter already finds', [value('reason')], 'frozen card'],
  ])('is reported as the existing list if %s', (_, values, about) => {
    expect(() => declined(values, about)).toThrow('This operation exists already: listCards');
  });

  it('leads to a question about values that only declined cards have', () => {
    expect(() => declined([value('name')])).toThrow(
      'If listCards contains no declined entries, add a value under values that only declined entries have, for example a reason.',
    );
  });
});

describe('a brief that resembles an existing operation', () => {
  const value = (name: string, from = 'us') => ({ name, from, example: 'Hello' });
  const list = { service: 'card', name: 'list plastic', about: 'plastic', shows: 'a list', find_by: [] };

  it.each([
    [
      'with the same values',
      { values: [value('card name'), { ...value('state'), example: 'one of: on, off' }] },
    ],
    [
      'whose values come from the listed cards',
      { values: [value('a', 'the card'), value('b', 'the card'), value('c')] },
    ],
  ])('is reported as the existing list if it describes a list %s', (_, changes) => {
    expect(() => check({ ...list, ...changes })).toThrow(
      'This operation exists already: listCards of the service card',
    );
  });

  it.each([
    [
      'the same values of a new kind of thing',
      {
        values: [value('card name', 'the plastic'), value('state', 'text')].map((one) => ({
          ...one,
          example: 'text: on',
        })),
      },
    ],
    ['different values', { values: [value('a', 'the cards'), value('b', 'the cards')] }],
    [
      'one of the existing values',
      { values: [value('status', 'us')].map((one) => ({ ...one, example: 'text: on' })) },
    ],
    [
      'the existing values as one summary',
      { shows: 'one summary', values: [value('name'), value('card name')] },
    ],
  ])('becomes a new operation if it shows %s', (_, changes) => {
    expect(() => check({ ...list, ...changes })).not.toThrow();
  });

  it.each([
    ['the same change', 'lost', 'blocking', true],
    ['a different result', 'lost', 'freeze', false],
  ])('is reported as the existing change only if the values match: %s', (_, __, changes, isSame) => {
    const report = { sends: ['reason'], shows: ['status', 'reported_at'], isList: false, access: 'member' };
    const known = {
      ...report,
      service: 'card',
      id: 'reportLost',
      method: 'POST',
      paths: ['/v1/cards/{card_id}/loss'],
      summary: '',
    };
    const values = isSame ? [{ ...value('state'), example: 'one of: on, off' }] : [value('frozen until')];
    const answers = {
      ...{ service: 'card', name: 'change card', about: 'card', shows: 'one thing', changes, values },
      send: [{ name: 'the reason', example: 'lost' }],
    };
    const outcome = expect(() => check(answers, [known]));
    if (isSame) outcome.toThrow('This operation exists already: reportLost');
    else outcome.not.toThrow();
  });
});

describe('a list of cards with values of a different service', () => {
  const value = (name: string, service?: string) => ({
    name,
    from: 'us',
    example: 'Hello',
    ...(service && { service }),
  });
  const cards = (values: object[], changes: object = {}) =>
    check({
      ...{ service: 'card', name: 'list idle cards', about: 'card', shows: 'a list', values },
      ...changes,
    });
  const own = [value('card name'), { ...value('status'), example: 'one of: on, off' }];

  it('is reported as the existing list if only one value belongs to a different service', () => {
    expect(() => cards([...own, value('shop', 'transaction')])).toThrow(
      /^This operation exists already: listCards of the service card.* It shows all of these values except "shop"\./,
    );
  });

  it('is reported as the existing list if most values come from the cards', () => {
    const values = ['a', 'b', 'c'].map((name) => ({ ...value(name), from: 'the card' }));
    expect(() => cards([...values, value('shop', 'transaction')], { about: 'plastic' })).toThrow(
      'This operation exists already: listCards of the service card',
    );
  });

  it.each<[string, object[], object]>([
    [
      'is ordered by a value that a different service owns',
      [...own, value('shop', 'transaction')],
      { order: 'by shop' },
    ],
    ['shows a new value of the cards', [...own, value('colour'), value('shop', 'transaction')], {}],
    [
      'shows as many values of a different service as of the cards',
      [...own, value('shop', 'transaction'), value('sum', 'transaction')],
      {},
    ],
  ])('becomes a new operation if it %s', (_, values, changes) => {
    expect(() => cards(values, changes)).not.toThrow();
  });

  it("has the card's id in each entry", () => {
    const values = ['a', 'b', 'c'].map((name) => ({ ...value(name), from: 'the card' }));
    const left = { ...value('left', 'transaction'), from: 'the purchases of the month' };
    const { operation } = cards([...values, left]);
    expect(operation.path).toBe('/v1/card-overviews');
    expect(operation.fields[0]?.name).toBe('card_id');
  });
});
