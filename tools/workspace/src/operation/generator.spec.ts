import { rmSync } from 'node:fs';
import type { Tree } from '@nx/devkit';
import { FsTree } from 'nx/src/generators/tree';
import { createCardWorkspace } from '../testing/card-workspace.ts';
import { noContent } from '#contracts/vocabulary';
import { applyBrief } from './generator.ts';
import { readContract } from './read-contract.ts';

const CHANGE = 'briefs/freeze-card.yaml';
const LIST = 'briefs/list-limits.yaml';

const root = createCardWorkspace();

afterAll(() => rmSync(root, { recursive: true }));

/** Generates the briefs' operations in memory, in the small workspace. */
async function generated(...briefs: string[]): Promise<Tree> {
  const tree = new FsTree(root, false);
  for (const brief of briefs) await applyBrief(tree, brief);
  return tree;
}

const read = (tree: Tree, file: string) => tree.read(file, 'utf8') ?? '';

/** Turns the brief of a list into a brief for support, about one company or about all companies. */
const forSupport = (yaml: string, ofCompanies: string) =>
  yaml
    .replace('who: members of the company', "who: Qred's support")
    .replace(/^does: .*$/m, `does: Shows the limits of the cards ${ofCompanies}.`);

function contents(tree: Tree): Record<string, string> {
  return Object.fromEntries(tree.listChanges().map(({ path, content }) => [path, content?.toString() ?? '']));
}

it('the generator adds missing quotation marks to a brief', async () => {
  const tree = new FsTree(root, false);
  const yaml = read(tree, CHANGE);
  const bare = yaml.replace(/^does: .*$/m, 'does: Freezes a card: it buys nothing.');
  expect(bare).not.toBe(yaml);
  tree.write(CHANGE, bare);
  await applyBrief(tree, CHANGE);
  expect(read(tree, CHANGE)).toMatch(/^does: ["']Freezes a card: it buys nothing\.["']$/m);
});

it('the generator prints a note if no other operation shows a value', async () => {
  const { message } = await applyBrief(new FsTree(root, false), CHANGE);
  expect(message).toMatch(/\nNote: Only the response to the change shows "status"\. /);
});

it('the generator limits the page size if the brief says "only five"', async () => {
  const tree = new FsTree(root, false);
  tree.write(
    LIST,
    `${read(tree, LIST)
      .replace(/^order: .*\n/m, '')
      .trimEnd()}\norder: only five\n`,
  );
  await applyBrief(tree, LIST);
  expect(read(tree, 'libs/contracts/card/src/card.contract.ts')).toMatch(
    /\.\.\.pageParameters,\s+limit: integerParameter\(\{ min: 1, max: 5, default: 5 \}\)/,
  );
});

it.each([true, false])(
  'the generator renames a hidden column if a value has the same name (with a table: %s)',
  async (isStored) => {
    const tree = new FsTree(root, false);
    const values = ['currency', 'created at'].map(
      (name) => `{ name: ${name}, from: the agreement, example: "text: A12" }`,
    );
    tree.write(LIST, read(tree, LIST).replace('values: [', `values: [${values.join(', ')}, `));
    await applyBrief(tree, LIST, isStored);
    const service = read(tree, 'apps/card/src/list-card-limits/list-card-limits.service.ts');
    expect(service).toMatch(/\bcurrency: row\.currency,/);
    expect(service).toMatch(/amount: .*, currency: row\.rowCurrency \}/);
    expect(service).toMatch(/\bcreated_at: row\.createdAt,/);
    const [seed = ''] = tree
      .listChanges()
      .flatMap(({ path, content }) =>
        path.startsWith('apps/card/src/seed/') && !path.endsWith('/seed.ts') ? [String(content)] : [],
      );
    if (isStored) expect(seed).toMatch(/rowCreatedAt: new Date\([^]*createdAt: 'A12'/);
  },
);

it('the generator quotes column names that are SQL keywords', async () => {
  const tree = new FsTree(root, false);
  const values = ['user', 'end'].map((name) => `{ name: ${name}, from: the agreement, example: 2026-06-15 }`);
  const yaml = read(tree, LIST)
    .replace('values: [', `values: [${values.join(', ')}, `)
    .concat('find_by: [{ name: user, example: 2026-06-15 }]\n');
  tree.write(LIST, yaml);
  await applyBrief(tree, LIST, true);
  const file = tree.children('apps/card/src/migrations').find((name) => name.endsWith('-card-limits.ts'));
  const migration = read(tree, `apps/card/src/migrations/${file}`);
  expect(migration).toContain('"user" date NOT NULL');
  expect(migration).toContain('"end" date NOT NULL');
  expect(migration).toContain(
    'card_limits_by_user ON card_limits (account_id, "user", "user" DESC, card_limit_id DESC)',
  );
});

it.each(['row', 'cursor', 'query'])(
  'the generator gives the schema a longer name if a variable has the same name: %s',
  async (thing) => {
    const tree = new FsTree(root, false);
    tree.write(LIST, read(tree, LIST).replace(/^about: .*$/m, `about: ${thing}`));
    await applyBrief(tree, LIST);
    const service = read(tree, 'apps/card/src/list-card-limits/list-card-limits.service.ts');
    expect(service).toMatch(/\bschema: listCardLimitsItem,/);
  },
);

describe('the generator, for a brief that freezes a card,', () => {
  let tree: Tree;

  beforeAll(async () => {
    tree = await generated(CHANGE);
  });

  it('changes only the brief and one service', () => {
    const changed = Object.keys(contents(tree)).map((file) => file.replace(/\d{13}/, 'TIME'));
    expect(changed.sort()).toEqual([
      'apps/card/src/app.module.ts',
      'apps/card/src/freeze-card/freeze-card.controller.ts',
      'apps/card/src/freeze-card/freeze-card.service.ts',
      'apps/card/src/migrations/TIME-record-writes.ts',
      'apps/card/src/schema.ts',
      'apps/card/test/examples.spec.ts',
      'apps/card/test/writes.spec.ts',
      'briefs/freeze-card.yaml',
      'libs/contracts/card/src/card.contract.ts',
      'libs/contracts/card/src/freeze-card.brief.yaml',
      'libs/contracts/card/src/freeze-card.examples.ts',
      'libs/contracts/card/src/freeze-card.problems.ts',
      'libs/contracts/card/src/freeze-card.schemas.ts',
      'libs/contracts/card/src/index.ts',
    ]);
  });

  it('adds the operation to the contract, and reuses existing problems', () => {
    const contract = read(tree, 'libs/contracts/card/src/card.contract.ts');
    expect(contract).toContain("    path: '/v1/cards/{card_id}/freeze',\n");
    expect(contract).toContain(
      'problems: [cardNotFound, activationProblems.CARD_BLOCKED, cardAlreadyFrozen]',
    );
    expect(contract).toContain('listCards: operation(');
    const problems = read(tree, 'libs/contracts/card/src/freeze-card.problems.ts');
    expect(problems.match(/problemType\(\{/g)).toHaveLength(1);
  });

  it('adds a handler that throws an error, and marks the operation as not built', () => {
    const contract = read(tree, 'libs/contracts/card/src/card.contract.ts');
    expect(contract).toContain('    built: false,\n');
    const service = read(tree, 'apps/card/src/freeze-card/freeze-card.service.ts');
    expect(service).toContain("throw new Error('freezeCard is not built')");
    expect(service).toContain('this.writes.run(write, (manager) => this.change(manager, request))');
    const module = read(tree, 'apps/card/src/app.module.ts');
    expect(module).toContain('controllers: [CardsController, FreezeCardController]');
    expect(module).toContain('providers: [FreezeCardService, Writes]');
  });

  it('adds an example of each response and each problem', () => {
    const refused = ['card-not-found', 'card-blocked', 'card-already-frozen'];
    const examples = read(tree, 'libs/contracts/card/src/freeze-card.examples.ts');
    expect([...examples.matchAll(/^ {2}'?([\w-]+)'?: \{$/gm)].map(([, name]) => name)).toEqual([
      ...['filled', 'forbidden', 'invalid'],
      ...refused,
    ]);
  });

  it('adds conflict examples with accounts that have the name of the problem', () => {
    const examples = read(tree, 'libs/contracts/card/src/freeze-card.examples.ts');
    expect(examples).toMatch(/account: 'card-blocked',\s+params: \{ card_id: 'card-card-blocked' \}/);
    expect(examples).toMatch(/account: 'no-card',\s+params: \{ card_id: 'card-company-ab' \}/);
    expect(examples.match(/account:/g)).toHaveLength(3);
    expect(examples).toContain("params: { card_id: 'card-not-found' }");
  });

  it('adds the tables for idempotent writes only once', async () => {
    const twice = await generated(CHANGE);
    const another = read(twice, CHANGE)
      .replace('name: freeze card', 'name: pause card')
      .replace('changes: freeze', 'changes: pause')
      .replace('name: reason', 'name: note')
      .replace(/operation: .*/, '');
    twice.write('briefs/pause-card.yaml', another);
    await applyBrief(twice, 'briefs/pause-card.yaml');
    expect(twice.exists('apps/card/src/pause-card/pause-card.service.ts')).toBe(true);
    expect(read(twice, 'apps/card/src/schema.ts')).toMatch(/migrations: \[RecordWrites\d+\]/);
  });

  it("writes the operation's name into the brief", () => {
    expect(read(tree, CHANGE)).toMatch(/\noperation: freezeCard\n$/);
  });

  it('changes nothing on a second run', async () => {
    const before = contents(tree);
    await applyBrief(tree, CHANGE);
    expect(contents(tree)).toEqual(before);
  });
});

it("the generator creates a company's list, with an example of an empty list", async () => {
  const tree = await generated(CHANGE, LIST);
  const contract = read(tree, 'libs/contracts/card/src/card.contract.ts');
  expect(contract).toContain("    path: '/v1/card-limits',\n");
  expect(contract.match(/query: \{ account_id: identifier, \.\.\.pageParameters \}/g)).toHaveLength(2);
  expect(contract).toContain('freezeCard: operation(');
  const examples = read(tree, 'libs/contracts/card/src/list-card-limits.examples.ts');
  expect(examples).toMatch(/empty: \{\s+summary: 'No card has a limit'/);
  expect(tree.exists('libs/contracts/card/src/list-card-limits.problems.ts')).toBe(false);
});

describe('for a brief that only shows something, the generator', () => {
  const FOLDER = 'apps/card/src/list-card-limits';

  it('writes a service with pagination, and a repository with a query', async () => {
    const tree = await generated(LIST);
    const service = read(tree, `${FOLDER}/list-card-limits.service.ts`);
    expect(service).toContain('cursorCodec(z.object({ cardLimitId: identifier }))');
    expect(service).toContain('amount: Number(row.monthlyLimit), currency: row.currency');
    const repository = read(tree, `${FOLDER}/list-card-limits.repository.ts`);
    expect(repository).toContain("addSelect('item.monthly_limit', 'monthlyLimit')");
    expect(repository).toContain("query.andWhere('item.card_limit_id < :cardLimitId', { ...position })");
    expect(read(tree, 'apps/card/src/app.module.ts')).toContain(
      'providers: [ListCardLimitsService, ListCardLimitsRepository]',
    );
    expect(read(tree, 'apps/card/src/schema.ts')).toContain('migrations: []');
  });

  it('writes a query that finds a row by its id and account', async () => {
    const tree = await generated();
    const brief = read(tree, LIST)
      .replace('about: card limit', 'about: limit\ninside: card')
      .replace('a list', 'one thing')
      .replace('values: [', 'values: [{ name: shop, from: the card, example: SJ }, ')
      .replace('name: list card limits', 'name: show card limit');
    tree.write(LIST, brief);
    await applyBrief(tree, LIST);
    const folder = 'apps/card/src/show-card-limit';
    expect(read(tree, `${folder}/show-card-limit.service.ts`)).toContain(
      'if (!row) throw new ProblemError(cardNotFound)',
    );
    expect(read(tree, `${folder}/show-card-limit.repository.ts`)).toContain(
      'item.card_id = :cardId AND item.account_id = ANY(:accountIds)',
    );
  });

  it("writes a service that checks whether the caller owns the row's account", async () => {
    const tree = await generated();
    const brief = read(tree, LIST)
      .replace('about: card limit', 'about: limit\ninside: card')
      .replace('a list', 'one thing')
      .replace('who: members of the company', 'who: the owner')
      .replace('name: list card limits', 'name: show card limit');
    tree.write(LIST, brief);
    await applyBrief(tree, LIST);
    const folder = 'apps/card/src/show-card-limit';
    expect(read(tree, `${folder}/show-card-limit.service.ts`)).toContain(
      'authorizeOwner(caller, row.accountId);',
    );
    expect(read(tree, `${folder}/show-card-limit.repository.ts`)).toContain("'item.account_id', 'accountId'");
    const examples = read(tree, 'libs/contracts/card/src/show-card-limit.examples.ts');
    expect(examples).toMatch(/forbidden: \{[^}]*account: 'no-card'/);
    expect(examples).toMatch(/'forbidden-member': \{[^}]*as: 'member'[^]*problem: 'FORBIDDEN'/);
    expect(read(tree, 'libs/contracts/card/src/card.contract.ts')).toContain("access: 'owner'");
  });

  it("requires account_id in support's list of one company", async () => {
    const tree = await generated();
    tree.write(LIST, forSupport(read(tree, LIST), 'of a company'));
    await applyBrief(tree, LIST);
    expect(read(tree, 'libs/contracts/card/src/card.contract.ts')).toMatch(
      /access: 'support',[^]*query: \{ account_id: identifier/,
    );
    const examples = read(tree, 'libs/contracts/card/src/list-card-limits.examples.ts');
    expect(examples).toMatch(/'forbidden-member': \{[^}]*as: 'member'/);
    expect(examples).not.toContain('forbidden:');
  });

  it("makes account_id optional in support's list of all companies", async () => {
    const tree = await generated();
    tree.write(LIST, forSupport(read(tree, LIST), 'of all companies'));
    await applyBrief(tree, LIST);
    const { listCardLimits } = readContract(tree, 'card').operations;
    expect(listCardLimits?.query.safeParse({}).success).toBe(true);
    expect(listCardLimits?.query.safeParse({ account_id: 'company-ab' }).success).toBe(true);
    expect(listCardLimits?.examples.filled).not.toHaveProperty('query');
    expect(read(tree, 'libs/contracts/card/src/list-card-limits.schemas.ts')).toContain(
      'account_id: identifier',
    );
  });

  it('writes query conditions for a period and a text filter', async () => {
    const tree = await generated();
    const filters =
      'find_by: [{ name: period, example: 2026-06-01 to 2026-06-30 }, { name: shop, example: SJ }]';
    tree.write(LIST, `${read(tree, LIST)}${filters}\n`);
    await applyBrief(tree, LIST);
    const repository = read(tree, `${FOLDER}/list-card-limits.repository.ts`);
    expect(repository).toContain("query.andWhere('item.shop = :shop', { shop: filter.shop })");
    expect(repository).toContain('item.created_at < (CAST(:to AS timestamp)');
    expect(read(tree, `${FOLDER}/list-card-limits.service.ts`)).toContain('rangeRefusal(query)');
  });

  it('writes filters for the minimum and maximum of an amount, and an index', async () => {
    const tree = await generated();
    const filters = 'find_by: [{ name: monthly limit, example: between 1 000 and 5 400 kr }]';
    tree.write(LIST, `${read(tree, LIST)}${filters}\n`);
    await applyBrief(tree, LIST, true);
    expect(read(tree, 'libs/contracts/card/src/card.contract.ts')).toMatch(
      /minimum_monthly_limit: wholeNumber\(\{ min: 0, max: 10000000000 \}\)\s+\.optional\(\)\s+\.describe\(\s*'Only entries whose monthly limit is at least this, in öre/,
    );
    const repository = read(tree, `${FOLDER}/list-card-limits.repository.ts`);
    expect(repository).toContain('readonly minimum_monthly_limit?: number | undefined;');
    expect(repository).toMatch(
      /if \(filter\.maximum_monthly_limit !== undefined\)\s+query\.andWhere\('item\.monthly_limit <= :maximum_monthly_limit', \{/,
    );
    expect(read(tree, `${FOLDER}/list-card-limits.service.ts`)).toContain('rangeRefusal(query)');
    const migration = tree.listChanges().find(({ path }) => path.endsWith('-create-card-limits.ts'));
    expect(migration?.content?.toString()).toContain(
      '(account_id, created_at DESC, card_limit_id DESC, monthly_limit)',
    );
  });

  it.each([
    ['largest', 'DESC', '<'],
    ['smallest', 'ASC', '>'],
  ])(
    'sorts rows and index by the order in the brief: the %s monthly limit first',
    async (first, direction, comparison) => {
      const tree = await generated();
      const yaml = read(tree, LIST).replace(/^order: .*\n/m, '');
      tree.write(LIST, `${yaml.trimEnd()}\norder: the ${first} monthly limit first\n`);
      await applyBrief(tree, LIST, true);
      const repository = read(tree, `${FOLDER}/list-card-limits.repository.ts`);
      expect(repository).toContain(`.orderBy('item.monthly_limit', '${direction}')`);
      expect(repository).toContain(
        `(item.monthly_limit, item.card_limit_id) ${comparison} (:monthlyLimit, :cardLimitId)`,
      );
      expect(read(tree, `${FOLDER}/list-card-limits.service.ts`)).toContain('monthlyLimit: z.int()');
      const migration = tree.listChanges().find(({ path }) => path.endsWith('-create-card-limits.ts'));
      expect(migration?.content?.toString()).toContain(
        `(account_id, monthly_limit ${direction}, card_limit_id ${direction}`,
      );
    },
  );

  it('writes a table and its seed data if the option --table is set', async () => {
    const tree = await generated();
    await applyBrief(tree, LIST, true);
    const migration = tree
      .listChanges()
      .find(({ path }) => /src\/migrations\/\d+-create-card-limits\.ts$/.test(path))
      ?.content?.toString();
    expect(migration).toContain('monthly_limit bigint NOT NULL,');
    expect(migration).toContain('created_at timestamptz(3) NOT NULL,');
    expect(migration).toContain('ON card_limits (account_id, created_at DESC, card_limit_id DESC)');
    expect(read(tree, `${FOLDER}/card-limit.entity.ts`)).toContain(
      "@Column('bigint', { name: 'monthly_limit', transformer: minorUnits })",
    );
    expect(read(tree, 'apps/card/src/seed/card-limits.ts')).toContain('monthlyLimit: sek(540000).amount');
    expect(read(tree, 'apps/card/src/seed/seed.ts')).toContain('.values(seedCardLimits)');
    expect(read(tree, 'apps/card/src/schema.ts')).toMatch(
      /entities: \[CardEntity, CardLimitEntity\],\s+migrations: \[CreateCardLimits\d+\]/,
    );
  });

  it.each([
    ['a change', CHANGE, (yaml: string) => yaml, 'Leave it out for freezeCard'],
    [
      'an entity that exists already',
      LIST,
      (yaml: string) =>
        yaml
          .replace('about: card limit', 'about: card')
          .replace('name: list card limits', 'name: show card')
          .replace('a list', 'one thing'),
      'apps/card/src/cards/card.entity.ts exists already',
    ],
    [
      'a filter without a column',
      LIST,
      (yaml: string) => `${yaml}find_by: [{ name: shop, example: SJ }]\n`,
      "can't have the filter shop",
    ],
  ])('writes no table for %s', async (_, brief, change, reason) => {
    const tree = await generated();
    tree.write(brief, change(read(tree, brief)));
    await expect(applyBrief(tree, brief, true)).rejects.toThrow(reason);
  });
});

it("the generator adds the brief's minimum and maximum to an amount in the request", async () => {
  const tree = await generated();
  const send = 'send: [{ name: amount, example: 1 500 kr (500 to 10 000 kr) }]';
  tree.write(CHANGE, read(tree, CHANGE).replace(/send:.*\n(?:[ -].*\n)*/, `${send}\n`));
  await applyBrief(tree, CHANGE);
  const { freezeCard } = readContract(tree, 'card').operations;
  const isValid = (amount: number) =>
    freezeCard?.body?.safeParse({ amount: { amount, currency: 'SEK' } }).success;
  expect([49_999, 50_000, 1_000_000, 1_000_001].map(isValid)).toEqual([false, true, true, false]);
});

it("the generator adds the note's id to the path of an operation that deletes a note", async () => {
  const tree = await generated();
  const brief = read(tree, CHANGE)
    .replace('name: freeze card', 'name: delete card note')
    .replace(/^does: .*$/m, 'does: Deletes a note that the user wrote on a card.')
    .replace('about: card', 'about: note\ninside: card')
    .replace('when_nothing: There is no such card', 'when_nothing: There is no such note')
    .replace('changes: freeze', 'changes: removal')
    .replace(/values: .*/, 'values: []')
    .replace(/send:[^]*/, 'send: []\ngoes_wrong: []\n');
  tree.write(CHANGE, brief);
  await applyBrief(tree, CHANGE);
  const { deleteCardNote } = readContract(tree, 'card').operations;
  expect(deleteCardNote?.path).toBe('/v1/cards/{card_id}/notes/{note_id}');
  const params = Object.entries(deleteCardNote?.examples ?? {}).map(([name, example]) => [
    name,
    example.params,
  ]);
  expect(Object.fromEntries(params)).toEqual({
    filled: { card_id: 'card-company-ab', note_id: 'note-company-ab' },
    forbidden: { card_id: 'card-company-ab', note_id: 'note-company-ab' },
    invalid: { card_id: 'not an id', note_id: 'note-company-ab' },
    'card-not-found': { card_id: 'card-not-found', note_id: 'note-card-not-found' },
    'note-not-found': { card_id: 'card-company-ab', note_id: 'note-not-found' },
  });
});

it('the generator creates a removal that returns 204 if the brief has no values', async () => {
  const tree = await generated();
  const brief = read(tree, CHANGE)
    .replace('name: freeze card', 'name: delete card note')
    .replace('about: card', 'about: note\ninside: card')
    .replace('changes: freeze', 'changes: removal')
    .replace(/values: .*/, 'values: []')
    .replace(/send:[^]*/, 'send: []\ngoes_wrong: []\n');
  tree.write(CHANGE, brief);
  await applyBrief(tree, CHANGE);
  const { deleteCardNote } = readContract(tree, 'card').operations;
  expect(deleteCardNote?.responses).toEqual({ 204: noContent('The note is removed') });
  expect(deleteCardNote?.examples.filled).toHaveProperty('summary');
  expect(deleteCardNote?.examples.filled).not.toHaveProperty('response');
  expect(tree.exists('libs/contracts/card/src/delete-card-note.schemas.ts')).toBe(false);
  expect(read(tree, 'apps/card/src/delete-card-note/delete-card-note.service.ts')).toContain(
    'Promise<undefined>',
  );
});

describe('a brief that adds a filter to an existing list', () => {
  const SCHEMAS = `import { identifier, money } from '#contracts/vocabulary';
import { z } from 'zod';

export const card = z.object({ card_id: identifier, monthly_limit: money }).meta({ id: 'Card' });
`;

  async function extended(): Promise<{ tree: Tree; message: string }> {
    const tree = await generated();
    const filter = 'find_by: [{ name: monthly limit, example: over 5 400 kr }]';
    tree.write('libs/contracts/card/src/card.schemas.ts', SCHEMAS);
    tree.write(LIST, `${read(tree, LIST).trimEnd()}\nextends: listCards\n${filter}\n`);
    return { tree, message: (await applyBrief(tree, LIST)).message };
  }

  it('adds an optional parameter to the existing operation, and creates no operation', async () => {
    const { tree, message } = await extended();
    expect(message).toContain('listCards accepts minimum_monthly_limit.');
    const { listCards, ...others } = readContract(tree, 'card').operations;
    expect(Object.keys(others)).toEqual(['ping']);
    expect(listCards?.query.safeParse({ account_id: 'company-ab' }).success).toBe(true);
    const { data } = listCards?.query.safeParse({ account_id: 'a', minimum_monthly_limit: '540000' }) ?? {};
    expect(data).toMatchObject({ minimum_monthly_limit: 540_000 });
    expect(tree.exists('apps/card/src/list-card-limits')).toBe(false);
  });

  it('adds an example that fails until the service applies the filter', async () => {
    const { tree } = await extended();
    const { listCards } = readContract(tree, 'card').operations;
    expect(listCards?.examples['over-largest-monthly-limit']).toMatchObject({
      query: { account_id: 'company-ab', minimum_monthly_limit: '10000000000' },
      response: { data: [], page: { next_cursor: null, total_count: null } },
    });
  });
});

describe('an operation from a brief with a photo', () => {
  let tree: Tree;

  beforeAll(async () => {
    tree = await generated();
    const brief = read(tree, CHANGE)
      .replace('name: freeze card', 'name: attach card photo')
      .replace('about: card', 'about: photo\ninside: card')
      .replace('changes: freeze', 'changes: new')
      .replace(/send:[^]*?(?=goes_wrong)/, 'send:\n  - picture: JPEG, up to 5 MB\n');
    tree.write(CHANGE, brief);
    await applyBrief(tree, CHANGE);
  });

  it('announces the file in the request, and returns the upload address', () => {
    const schemas = read(tree, 'libs/contracts/card/src/attach-card-photo.schemas.ts');
    expect(schemas).toContain("picture: announcedFile({ types: ['image/jpeg'], maxBytes: 5000000 })");
    expect(schemas).toContain('upload: uploadAddress');
    expect(read(tree, 'libs/contracts/card/src/attach-card-photo.examples.ts')).toContain(
      "picture: { content_type: 'image/jpeg', size_bytes: 482133 }",
    );
  });

  it("presigns an upload with the new entity's id in the object key", () => {
    const service = read(tree, 'apps/card/src/attach-card-photo/attach-card-photo.service.ts');
    expect(service).toContain('.omit({ upload: true })');
    expect(service).toContain('`uploads/photos/${id}`');
    expect(service).toMatch(
      /presignedUpload\(\s*fileKey\(created\.photo_id\),\s*request\.body\.picture,?\s*\)/,
    );
  });

  it('gives the service a bucket with write access', () => {
    expect(JSON.parse(read(tree, 'apps/card/service.json'))).toMatchObject({
      name: 'card',
      database: true,
      bucket: 'read-write',
    });
  });
});

const CLASHES: [string, [RegExp, string], string][] = [
  [
    'an existing operation with the same method and path',
    [/about: card limit/, 'about: card'],
    'This operation exists already: listCards of the service card (GET /v1/cards). Lists cards. It lacks "monthly limit". Do you want to add a filter or a value to it?',
  ],
  [
    'an existing operation with the same name',
    [/name: .*/, 'name: list cards'],
    'change the answers under name',
  ],
  [
    'an entity of a different service',
    [/about: .*\nshows: .*/, 'about: invoice line\nshows: one thing'],
    'Invoice lines belong to the service invoice. Is this brief for that service?',
  ],
  [
    'a name that a different service uses',
    [/about: .*/, 'about: invoice line\nplural: card lines'],
    'Another value is called "invoice line" already.',
  ],
  [
    'an error that the platform already handles',
    [/goes_wrong: .*/, 'goes_wrong: [{ when: too many requests, told: No }]'],
    'Leave this case out',
  ],
  [
    'two errors with the same meaning',
    [
      /goes_wrong: .*/,
      'goes_wrong: [{ when: the card is lost, told: No }, { when: a card was lost, told: No }]',
    ],
    'What is the difference between the two cases?',
  ],
];

it.each(CLASHES)('the generator asks about %s, and writes nothing', async (_, [from, to], question) => {
  const tree = await generated();
  tree.write(LIST, read(tree, LIST).replace(from, to));
  const before = contents(tree);
  await expect(applyBrief(tree, LIST)).rejects.toThrow(question);
  expect(contents(tree)).toEqual(before);
});

it("the generator asks for a new name if files with the operation's name exist", async () => {
  const tree = await generated();
  tree.write('libs/contracts/card/src/list-card-limits.schemas.ts', '');
  const before = contents(tree);
  await expect(applyBrief(tree, LIST)).rejects.toThrow('Files called list-card-limits exist already');
  expect(contents(tree)).toEqual(before);
});

it("the generator names the service whose contract can't run", async () => {
  const tree = await generated();
  tree.write('libs/contracts/invoice/src/index.ts', 'export const = 1;');
  await expect(applyBrief(tree, CHANGE)).rejects.toThrow("The contract of invoice can't run. Fix it first: ");
});

it('the generator avoids names that are reserved words', async () => {
  const tree = await generated();
  const brief = read(tree, CHANGE)
    .replace('about: card', 'about: case')
    .replace('name: freeze card', 'name: void case')
    .replace('when: the card is frozen already', 'when: it is void')
    .replace('changes: freeze', 'changes: void');
  tree.write(CHANGE, brief);
  await applyBrief(tree, CHANGE);
  expect(read(tree, 'libs/contracts/card/src/void-case.problems.ts')).toContain(
    "caseVoid = problemType({ code: 'CASE_VOID'",
  );
  expect(read(tree, 'libs/contracts/card/src/void-case.schemas.ts')).toContain('const voidCaseAnswer = z');
});

it('the generator writes nothing while a brief has an open question', async () => {
  const tree = await generated();
  tree.write(LIST, read(tree, LIST).replace(/when_nothing.*/, ''));
  const before = contents(tree);
  await expect(applyBrief(tree, LIST)).rejects.toThrow('when there is no card limit?');
  await expect(applyBrief(tree, 'briefs/none.yaml')).rejects.toThrow('briefs/none.yaml does not exist');
  expect(contents(tree)).toEqual(before);
});
