import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { freePort } from '#libs/stand-ins';
import { BRIEFS } from '../testing/briefs.ts';
import { LocalProgram } from '../testing/local-program.ts';
import { WorkspaceCopy } from '../testing/workspace-copy.ts';

const workspace = resolve(__dirname, '../../../..');
const JEST = ['node_modules/jest/bin/jest.js', '-c', 'jest.preset.js'];

const CARD = 'freeze-card';
const OTHERS = Object.keys(BRIEFS);
const SERVICES = loadManifests(workspace).map(({ name }) => name);

/**
 * A frontend developer's code. The test checks the types of this code, and runs the code against the mock.
 */
const SCREEN = 'apps/e2e/src/freeze-screen.ts';
const SCREEN_SOURCE = `import { createApiClient } from '#libs/api-client';

const api = createApiClient({ baseUrl: process.argv[2] ?? '', token: () => 'anything' });
const { data } = await api.post('/v1/cards/{card_id}/freeze', {
  path: { card_id: 'card-company-ab' },
  body: { reason: 'lost' },
});
const shown: { status: string; frozen_at: string; frozen_until: string | null } = data;
// @ts-expect-error: only the reasons of the brief are allowed
const refused: Parameters<typeof api.post<'/v1/cards/{card_id}/freeze'>>[1]['body']['reason'] = 'bored';
console.log(JSON.stringify({ shown, refused }));
`;

/** A screen that uploads a photo, as in the frontend developer's guide. */
const PHOTO_SCREEN = 'apps/e2e/src/photo-screen.ts';
const PHOTO_SOURCE = `import { createApiClient } from '#libs/api-client';

const api = createApiClient({ baseUrl: process.argv[2] ?? '', token: () => 'anything' });
const file = new Blob(['a photo'], { type: 'image/jpeg' });
const path = { transaction_id: 'txn-company-ab-1' };
const photo = { content_type: 'image/jpeg', size_bytes: file.size } as const;
const operation = '/v1/transactions/{transaction_id}/receipt-photos';
const { data } = await api.post(operation, { path, body: { photo } });
const { status } = await fetch(data.upload.url, { method: 'PUT', headers: data.upload.headers, body: file });
// @ts-expect-error: only the types of the brief are allowed
const refused: Parameters<typeof api.post<typeof operation>>[1]['body']['photo']['content_type'] = 'image/gif';
console.log(JSON.stringify({ status, refused }));
`;

const LETTERS = `
service: invoice
name: list letters
does: Shows which letters about invoices a company got.
about: letter
shows: a list
values:
  - { name: sent at, from: the letter, example: 2026-06-10 12:00 }
  - { name: fee, from: the price list, example: 60 kr, sometimes_missing: yes }
  - { name: kind, from: the letter, example: 'one of: reminder, notice' }
  - { name: paper, from: the letter, example: yes }
find_by:
  - { name: kind, example: 'one of: reminder, notice' }
  - { name: fee, example: over 50 kr }
  - { name: period, example: 2026-06-01 to 2026-06-30 }
when_nothing: The company got no letter
who: members of the company
changes: no
goes_wrong: []
`;

/** The service must return 403 to a member who does not own the company. */
const GUARANTEE = `
service: invoice
name: show guarantee
does: Shows what the owner guarantees for an invoice.
about: guarantee
shows: one thing
values:
  - { name: guaranteed amount, from: the agreement, example: 5 000 kr }
when_nothing: There is no such guarantee
found_in: list guarantees
who: the owner of the company
changes: no
goes_wrong: []
`;

/** Briefs of reads that can have a table, by operation id. */
const STORED = { listLetters: LETTERS, showGuarantee: GUARANTEE };

// Commands take minutes on a busy machine.
jest.setTimeout(15 * 60_000);

describe('an operation generated from a brief', () => {
  const copy = new WorkspaceCopy(workspace);
  let mock: LocalProgram | undefined;

  const generate = (slug: string): string =>
    copy.run('nx', 'g', 'workspace:operation', '--brief', `briefs/${slug}.yaml`);

  async function runAgainstMock(screen: string): Promise<unknown> {
    mock = new LocalProgram(copy.root, ['tools/local-stack/src/mock/mock.main.ts'], {
      ...copy.environment,
      EDGE_PORT: String(await freePort()),
    });
    const url = await mock.waitForOutput(/The mock is up on (\S+)/);
    const printed: unknown = JSON.parse(copy.run('node', screen, url));
    await mock.stop();
    return printed;
  }

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(copy.root, file)), { recursive: true });
    writeFileSync(join(copy.root, file), text);
  }

  beforeAll(() => {
    for (const [slug, yaml] of Object.entries(BRIEFS)) write(`briefs/${slug}.yaml`, yaml.trimStart());
    write(SCREEN, SCREEN_SOURCE);
    write(PHOTO_SCREEN, PHOTO_SOURCE);
    copy.changes();
  });

  afterAll(async () => {
    await mock?.stop();
    copy.delete();
  });

  it('can be called with the typed client within three commands', async () => {
    const began = performance.now();
    generate(CARD);
    const answer = await runAgainstMock(SCREEN);
    const seconds = (performance.now() - began) / 1000;

    process.stdout.write(
      `From the brief to the first response in the typed client: ${seconds.toFixed(0)} s\n`,
    );
    expect(answer).toMatchObject({
      shown: { status: 'frozen', frozen_at: '2026-06-15T10:00:00Z', frozen_until: '2026-06-25' },
    });
  });

  it.each(OTHERS)('returns 501 until the operation is built: the brief %s', (slug) => {
    expect(generate(slug)).toContain('it returns 501 NOT_BUILT until it is built');
  });

  it('accepts a file upload in the mock', async () => {
    expect(await runAgainstMock(PHOTO_SCREEN)).toMatchObject({ status: 200 });
  });

  it.each([CARD, ...OTHERS])('does not change if %s is generated again', (slug) => {
    copy.changes();
    generate(slug);
    expect(copy.changes()).toEqual([]);
  });

  it('changes together with its brief', () => {
    const changed = `briefs/${CARD}.yaml`;
    write(
      changed,
      readFileSync(join(copy.root, changed), 'utf8')
        .replace('lost, stolen', 'lost, stolen, broken')
        .replace('when_nothing', '  - { name: last use, from: the card, example: 2026-06-14 }\nwhen_nothing'),
    );
    const output = generate(CARD);
    expect(output).toContain('field data.last_use of response 200 was added');
    expect(output).toContain('0 breaking');
    expect(copy.changes()).toEqual(
      expect.arrayContaining(['libs/api-client/src/generated/card.ts', 'libs/contracts/card/openapi.yaml']),
    );
  });

  it("passes its service's tests if it has a generated table and is marked as built", () => {
    const contract = 'libs/contracts/invoice/src/invoice.contract.ts';
    for (const [id, yaml] of Object.entries(STORED)) {
      write(`briefs/${id}.yaml`, yaml.trimStart());
      copy.run('nx', 'g', 'workspace:operation', '--brief', `briefs/${id}.yaml`, '--table');
      const source = readFileSync(join(copy.root, contract), 'utf8');
      const [before = '', after = ''] = source.split(`${id}: operation(`);
      write(contract, `${before}${id}: operation(${after.replace(/ *built: false,\n/, '')}`);
    }
    copy.run('npm', 'run', 'generate');
    const derived = 'test/(examples|lists|migrations|query-plans|seed|tenants)';
    copy.run('node', ...JEST, '--rootDir', 'apps/invoice', '--testPathPatterns', derived);
  });

  it('is not changed by npm run generate', () => {
    copy.changes();
    copy.run('npm', 'run', 'generate');
    expect(copy.changes()).toEqual([]);
  });

  it('passes the type check together with a screen that calls it', () => {
    copy.run('node', 'node_modules/typescript-7/bin/tsc');
  });

  it('passes the lint of code and documents', () => {
    const folders = SERVICES.flatMap((name) => [`apps/${name}`, `libs/contracts/${name}`]);
    copy.run('oxlint', '--deny-warnings', ...folders);
    copy.run('eslint', ...folders, '--max-warnings=0');
    copy.run('oxfmt', '--check', ...folders, 'briefs');
    copy.run('redocly', 'lint', ...SERVICES.map((name) => `libs/contracts/${name}/openapi.yaml`));
  });

  it.each(SERVICES)('passes the example tests of the service %s', (name) => {
    copy.run('node', ...JEST, '--rootDir', `apps/${name}`, '--testPathPatterns', 'test/examples');
  });
});
