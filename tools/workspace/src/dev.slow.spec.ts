import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { loadManifests } from '#libs/manifest';
import { freePort } from '#libs/stand-ins';
import { LocalProgram } from './testing/local-program.ts';
import { WorkspaceCopy } from './testing/workspace-copy.ts';

const workspace = resolve(__dirname, '../../..');
const CONTROLLER = 'apps/card/src/cards/cards.controller.ts';
const CONTRACT = 'libs/contracts/card/src/card.contract.ts';
const EXAMPLES = 'libs/contracts/invoice/src/invoice.examples.ts';
const SUMMARY = 'A summary that was just saved.';

// Commands take minutes on a busy machine.
jest.setTimeout(5 * 60_000);

describe('npm run dev', () => {
  const copy = new WorkspaceCopy(workspace);
  const data = mkdtempSync(join(tmpdir(), 'qred-dev-'));
  const originals = new Map([CONTROLLER, CONTRACT, EXAMPLES].map((file) => [file, read(file)]));
  let dev: LocalProgram;
  let edge: string;
  let token: string;
  let card: string;

  function read(file: string): string {
    return readFileSync(join(copy.root, file), 'utf8');
  }

  /** Writes a changed version of the file. Without `change`, restores the original. */
  function save(file: string, change: (text: string) => string = (text) => text): void {
    writeFileSync(join(copy.root, file), change(originals.get(file) ?? ''));
  }

  const get = (path: string) => fetch(`${edge}${path}`, { headers: { authorization: `Bearer ${token}` } });

  const cardsStatus = async (): Promise<number> => (await get('/v1/cards?account_id=company-ab')).status;

  async function until(isReached: () => Promise<boolean>): Promise<number> {
    const start = performance.now();
    while (!(await isReached())) await delay(20);
    return performance.now() - start;
  }

  beforeAll(async () => {
    const parts = ['EDGE', 'ISSUER', 'POSTGRES', 'STORAGE'];
    const names = [...parts, ...loadManifests(copy.root).map(({ name }) => name.toUpperCase())];
    const ports: Record<string, string> = {};
    for (const name of names) ports[`${name}_PORT`] = String(await freePort());
    dev = new LocalProgram(
      copy.root,
      ['tools/local-stack/src/main.ts', '--watch', '--mock', 'invoice', '--data', data],
      { ...copy.environment, ...ports },
    );
    token = await dev.waitForOutput(/Authorization: Bearer ([\w.-]+)/);
    edge = `http://127.0.0.1:${ports.EDGE_PORT}`;
    card = `http://127.0.0.1:${ports.CARD_PORT}`;
  });

  afterAll(async () => {
    await dev.stop();
    copy.delete();
    rmSync(data, { recursive: true, force: true });
  });

  it("runs a service's new code after a file is saved, and restarts no other service", async () => {
    expect(await cardsStatus()).toBe(200);
    dev.forgetOutput();
    save(CONTROLLER, (text) =>
      text.replace('return this.cards.list', "throw new Error('saved');\n    return this.cards.list"),
    );
    const ms = await until(async () => (await cardsStatus()) === 500);
    process.stdout.write(`A saved file was live after ${(ms / 1000).toFixed(1)} s\n`);
    expect(await dev.waitForOutput(/✔ (\w+): the saved code runs/)).toBe('card');
    save(CONTROLLER);
    await until(async () => (await cardsStatus()) === 200);
    await dev.waitForOutput(/(the saved code runs)[^]*the saved code runs/);
    expect(dev.printed).not.toMatch(/(?:account|transaction|customer): |does not respond|is down/);
  });

  it.each([
    [
      'cannot be built',
      (text: string) => `${text}\nconst x = ;\n`,
      /(card: the code before keeps running)[^]*Build failed/,
    ],
    [
      'does not start',
      (text: string) => `${text}\nif (process.pid > 0) throw new Error('The start fails');\n`,
      /(card: the code before keeps running)[^]*The start fails/,
    ],
  ])(
    'shows an error and keeps the previous code running if the saved code %s',
    async (_, change, message) => {
      dev.forgetOutput();
      save(CONTROLLER, change);
      await dev.waitForOutput(message);
      expect(await cardsStatus()).toBe(200);
      save(CONTROLLER);
      await dev.waitForOutput(/(card: the saved code runs)/);
      expect(await cardsStatus()).toBe(200);
    },
  );

  it('updates the documentation, the OpenAPI document and the client types after a contract is saved', async () => {
    save(CONTRACT, (text) => text.replace(/summary: "Lists.*",/, `summary: '${SUMMARY}',`));
    // The service does not respond while it restarts.
    const documentation = (): Promise<string> =>
      fetch(`${card}/docs-json`).then(
        (response) => response.text(),
        () => '',
      );
    await until(async () => (await documentation()).includes(SUMMARY));
    await until(() => Promise.resolve(read('libs/contracts/card/openapi.yaml').includes(SUMMARY)));
    await until(() => Promise.resolve(read('libs/api-client/src/generated/card.ts').includes(SUMMARY)));
  });

  it("updates the mock after a contract's examples are saved", async () => {
    save(EXAMPLES, (text) => text.replaceAll('inv-company-ab', 'inv-saved'));
    const invoices = async (): Promise<string> => (await get('/v1/invoices?account_id=company-ab')).text();
    await until(async () => (await invoices()).includes('inv-saved'));
  });
});
