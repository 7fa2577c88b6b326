import { type DeploymentRecord, exampleRecord as record } from '#libs/github';
import { Git } from '../changes/git.ts';
import { readIdeas } from './ideas.ts';
import { TempRepository } from '../testing/temp-repository.ts';

const contract = (...operations: string[]): Record<string, string> => ({
  'libs/contracts/card/openapi.yaml': operations.map((id) => `      operationId: ${id}\n`).join(''),
});

describe('readIdeas', () => {
  let repository: TempRepository;

  beforeEach(() => {
    repository = new TempRepository();
  });

  afterEach(() => repository.delete());

  const ideasOf = (operations: readonly string[], records: readonly DeploymentRecord[]) =>
    readIdeas('card', operations, records, new Git(repository.root));

  it("measures the time from the contract's commit to the first deployment of the operation", async () => {
    repository.commit(contract('listCards'), '2026-06-01T08:00:00Z');
    const built = { built_operations: ['ping', 'listCards'] };
    const records = [
      record({ ended_at: '2026-06-01T09:00:00Z' }),
      record({ ended_at: '2026-06-02T09:00:00Z', built_operations: ['ping'] }),
      record({ ...built, ended_at: '2026-06-03T09:00:00Z', result: 'failure' }),
      record({ ...built, ended_at: '2026-06-03T10:00:00Z', service: 'invoice' }),
      record({ ...built, ended_at: '2026-06-03T10:30:00Z', kind: 'rollback' }),
      record({ ...built, ended_at: '2026-06-03T12:00:00Z' }),
      record({ ...built, ended_at: '2026-06-03T11:00:00Z' }),
    ];
    expect(await ideasOf(['listCards'], records)).toEqual([
      {
        service: 'card',
        operation: 'listCards',
        describedAt: new Date('2026-06-01T08:00:00Z'),
        servedAt: new Date('2026-06-03T11:00:00Z'),
      },
    ]);
  });

  it("measures the time from the brief's first commit if the brief names the operation", async () => {
    repository.commit({ 'briefs/show-cards.yaml': 'what: a list of cards\n' }, '2026-05-01T08:00:00Z');
    repository.commit(
      { 'briefs/show-cards.yaml': 'what: a list of cards\noperation: listCards\n' },
      '2026-05-20T08:00:00Z',
    );
    repository.commit({ 'briefs/art.yaml': 'operation: listCardsOfArt\n' }, '2026-04-01T08:00:00Z');
    repository.commit(contract('listCards'), '2026-06-01T08:00:00Z');
    expect(await ideasOf(['listCards'], [])).toMatchObject([
      { describedAt: new Date('2026-05-01T08:00:00Z') },
    ]);
  });

  it('distinguishes operations with similar names', async () => {
    repository.commit(contract('listCards', 'relist'), '2026-06-01T08:00:00Z');
    repository.commit(contract('listCards', 'relist', 'list'), '2026-06-02T08:00:00Z');
    const deployed = record({ built_operations: ['listCards'] });
    const [listCards, list] = await ideasOf(['listCards', 'list'], [deployed]);
    expect(listCards).toMatchObject({
      describedAt: new Date('2026-06-01T08:00:00Z'),
      servedAt: new Date(deployed.ended_at),
    });
    expect(list).toMatchObject({ describedAt: new Date('2026-06-02T08:00:00Z'), servedAt: undefined });
  });

  it('omits operations that no commit added to the OpenAPI document', async () => {
    repository.commit(contract('listCards'), '2026-06-01T08:00:00Z');
    expect(await ideasOf(['listCards', 'freezeCard'], [])).toMatchObject([{ operation: 'listCards' }]);
  });
});
