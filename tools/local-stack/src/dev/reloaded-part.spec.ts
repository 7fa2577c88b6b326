import { PartReloader } from './reloaded-part.ts';

let outcomes: (() => Promise<void>)[];
let lines: string[];
let reloads: number;
let reloader: PartReloader;

const OWN = new Set(['/card.ts', '/other.ts']);
const FOREIGN = new Set(['/other.ts']);

beforeEach(() => {
  outcomes = [];
  lines = [];
  reloads = 0;
  reloader = new PartReloader(
    {
      name: 'card',
      uses: (files) => files.has('/card.ts'),
      reload: () => {
        reloads += 1;
        return outcomes.shift()?.() ?? Promise.resolve();
      },
    },
    (line) => lines.push(line),
  );
});

it('PartReloader reloads a part only when one of its files is saved', async () => {
  await reloader.saved(FOREIGN);
  expect(lines).toEqual([]);
  await reloader.saved(OWN);
  expect(lines).toEqual([expect.stringMatching(/^✔ card: the saved code runs after \d+\.\d s$/)]);
});

it('PartReloader reports a failed reload, and reloads again when any file is saved', async () => {
  outcomes = [() => Promise.reject(new Error('Build failed'))];
  await reloader.saved(OWN);
  expect(lines).toEqual([
    '✖ card: the code before keeps running, because the saved code has an error.\nBuild failed',
  ]);
  await reloader.saved(FOREIGN);
  await reloader.saved(FOREIGN);
  expect(reloads).toBe(2);
});

it('PartReloader reloads once more after a reload if files were saved during the reload', async () => {
  const first = Promise.withResolvers<undefined>();
  outcomes = [() => first.promise];
  const saved = [reloader.saved(OWN), reloader.saved(OWN), reloader.saved(OWN)];
  expect(reloads).toBe(1);
  first.resolve(undefined);
  await Promise.all(saved);
  expect(reloads).toBe(2);
});
