import { Git } from '../changes/git.ts';
import { builtOperations, readIdeas } from './ideas.ts';
import type { DeploymentRecord } from '../records/record.ts';
import { record, sha } from '../testing/records.ts';
import { TempRepository } from '../testing/temp-repository.ts';

const CONTRACT = 'libs/contracts/card/src/card.contract.ts';
const CONTROLLER = 'apps/card/src/cards/cards.controller.ts';

const contract = (...operations: string[]): Record<string, string> => ({
  [CONTRACT]: operations.map((operation) => `  ${operation}: operation({\n`).join(''),
});
const controller = (...decorators: string[]): Record<string, string> => ({
  [CONTROLLER]: decorators.map((lines) => `${lines}\n  async handle() {}\n`).join('\n'),
});

describe('readIdeas', () => {
  let repository: TempRepository;

  beforeEach(() => {
    repository = new TempRepository();
  });

  afterEach(() => repository.delete());

  const ideasOf = (operations: readonly string[], records: readonly DeploymentRecord[]) =>
    readIdeas('card', operations, records, new Git(repository.root));

  it('starts with the contract commit and ends with the first successful deployment of the handler', async () => {
    const thought = repository.commit(contract('listCards'), '2026-06-01T08:00:00Z');
    const notBuilt = repository.commit(
      controller('  @Implements(listCards)\n  @NotBuilt()'),
      '2026-06-02T08:00:00Z',
    );
    const built = repository.commit(controller('  @Implements(listCards)'), '2026-06-03T08:00:00Z');
    const records = [
      record({ sha: thought, ended_at: '2026-06-01T09:00:00Z' }),
      record({ sha: notBuilt, ended_at: '2026-06-02T09:00:00Z' }),
      record({ sha: built, ended_at: '2026-06-03T09:00:00Z', result: 'failure' }),
      record({ sha: built, ended_at: '2026-06-03T10:00:00Z', service: 'invoice' }),
      record({ sha: built, ended_at: '2026-06-03T12:00:00Z' }),
      record({ sha: built, ended_at: '2026-06-03T11:00:00Z' }),
    ];
    expect(await ideasOf(['listCards'], records)).toEqual([
      {
        service: 'card',
        operation: 'listCards',
        thoughtOfAt: new Date('2026-06-01T08:00:00Z'),
        answeredAt: new Date('2026-06-03T11:00:00Z'),
      },
    ]);
  });

  it('starts with the first commit of a brief that names the operation, if there is one', async () => {
    repository.commit({ 'briefs/show-cards.yaml': 'what: a list of cards\n' }, '2026-05-01T08:00:00Z');
    repository.commit(
      { 'briefs/show-cards.yaml': 'what: a list of cards\noperation: listCards\n' },
      '2026-05-20T08:00:00Z',
    );
    repository.commit({ 'briefs/art.yaml': 'operation: listCardsOfArt\n' }, '2026-04-01T08:00:00Z');
    repository.commit(contract('listCards'), '2026-06-01T08:00:00Z');
    expect(await ideasOf(['listCards'], [])).toMatchObject([
      { thoughtOfAt: new Date('2026-05-01T08:00:00Z') },
    ]);
  });

  it('distinguishes operations with similar names', async () => {
    repository.commit(contract('listCards', 'relist'), '2026-06-01T08:00:00Z');
    const head = repository.commit(
      { ...contract('listCards', 'relist', 'list'), ...controller('  @Implements(listCards)') },
      '2026-06-02T08:00:00Z',
    );
    const [listCards, list] = await ideasOf(['listCards', 'list'], [record({ sha: head })]);
    expect(listCards).toMatchObject({
      thoughtOfAt: new Date('2026-06-01T08:00:00Z'),
      answeredAt: new Date(record().ended_at),
    });
    expect(list).toMatchObject({ thoughtOfAt: new Date('2026-06-02T08:00:00Z'), answeredAt: undefined });
  });

  it('ignores operations outside the contract source and deployments of missing commits', async () => {
    const head = repository.commit(
      { ...contract('listCards'), ...controller('  @Implements(listCards)') },
      '2026-06-01T08:00:00Z',
    );
    const records = [
      record({ sha: sha('0'), ended_at: '2026-06-01T09:00:00Z' }),
      record({ sha: head, ended_at: '2026-06-02T09:00:00Z' }),
    ];
    expect(await ideasOf(['listCards', 'ping'], records)).toMatchObject([
      { operation: 'listCards', answeredAt: new Date('2026-06-02T09:00:00Z') },
    ]);
  });
});

describe('builtOperations', () => {
  const lines = (...texts: (string | null)[]) =>
    texts.flatMap((text, index) => (text === null ? [] : [{ file: 'a.ts', number: index + 1, text }]));

  it('finds implemented operations for every import style', () => {
    expect(
      builtOperations(
        lines(
          '@Controller()',
          null,
          '  @Implements(listCards)',
          null,
          '  @Implements(cardContract.operations.activateCard)',
        ),
      ),
    ).toEqual(['listCards', 'activateCard']);
  });

  it('leaves out a handler that is marked as not built, above or below its decorator', () => {
    expect(
      builtOperations(
        lines(
          '  @NotBuilt()',
          '  @Implements(one)',
          null,
          '  @Implements(two)',
          '  @NotBuilt()',
          null,
          '  @Implements(three)',
        ),
      ),
    ).toEqual(['three']);
  });
});
