import { describeChanges } from './describe-changes.ts';

const added = (operation: string) => ({
  id: `${operation}: response 429: added`,
  operation,
  operationId: 'anything',
  access: 'member',
  service: 'card',
  breaking: false,
  message: `${operation}: response 429 was added`,
  affects: ['the frontends'],
});

const commit = {
  commit: 'c1',
  date: '2026-11-26T12:00:00Z',
  subject: 'Limit callers',
  wordings: 0,
};

const contractsOf = (...changes: ReturnType<typeof added>[]) =>
  describeChanges({ commits: [{ ...commit, changes }], isCut: false }).commits[0]?.contracts;

it('describeChanges combines changes that differ only in their operation', () => {
  expect(contractsOf(added('GET /v1/cards'), added('GET /ping'))).toMatchObject([
    {
      changes: [
        {
          operations: ['GET /v1/cards', 'GET /ping'],
          messages: ['response 429 was added'],
        },
      ],
    },
  ]);
});

it('describeChanges combines different changes of the same operation', () => {
  const other = { ...added('GET /ping'), message: 'GET /ping: header etag of response 200 was added' };
  expect(contractsOf(added('GET /ping'), other)).toMatchObject([
    {
      changes: [
        {
          operations: ['GET /ping'],
          messages: ['response 429 was added', 'header etag of response 200 was added'],
        },
      ],
    },
  ]);
});

it.each([
  ['response 400 was added', 'response 401 was added', 'responses 400 and 401 were added'],
  [
    'header etag of response 200 was added',
    'header etag of response 304 was added',
    'header etag of responses 200 and 304 was added',
  ],
])('describeChanges combines "%s" and "%s"', (first, second, joined) => {
  const changes = [first, second].map((message) => ({ ...added('GET /ping'), message }));
  expect(contractsOf(...changes)?.[0]?.changes[0]?.messages).toEqual([joined]);
});

it('describeChanges lists breaking changes separately from compatible changes', () => {
  const breaking = { ...added('GET /ping'), breaking: true, remedy: 'keep it' };
  const [contract] = contractsOf(added('GET /v1/cards'), breaking) ?? [];
  expect(contract?.changes.map((change) => [change.breaking, change.remedy])).toEqual([
    [false, undefined],
    [true, 'keep it'],
  ]);
});

it('describeChanges lists the changes of each service separately', () => {
  const contracts = contractsOf(added('GET /ping'), {
    ...added('GET /ping'),
    service: 'invoice',
  });
  expect(contracts?.map(({ service }) => service)).toEqual(['card', 'invoice']);
});

it('describeChanges names an affected caller or screen only once for each service', () => {
  const contracts = contractsOf(
    {
      ...added('GET /ping'),
      affects: ['the frontends', 'the screen home (List, Chip)'],
    },
    {
      ...added('GET /v1/cards'),
      affects: ['the frontends', 'the screen home (Chip, Name)'],
    },
  );
  expect(contracts?.[0]?.affects).toEqual(['the frontends', 'the screen home (List, Chip, Name)']);
});

it('describeChanges writes "The operation" if a whole operation was added', () => {
  const [contract] = contractsOf({ ...added('GET /ping'), message: 'GET /ping was added' }) ?? [];
  expect(contract?.changes[0]?.messages).toEqual(['The operation was added']);
});
