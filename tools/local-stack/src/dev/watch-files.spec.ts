import { EventEmitter, once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchFiles } from './watch-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'watch-files-'));
const source = join(folder, 'src');
const file = join(source, 'card.ts');
const reports = new EventEmitter();
let stopped: AbortController;

beforeEach(async () => {
  mkdirSync(source, { recursive: true });
  writeFileSync(file, '');
  stopped = new AbortController();
  await watchFiles([folder], (saved) => reports.emit('saved', [...saved].sort()), stopped.signal);
});

afterEach(() => {
  stopped.abort();
  rmSync(source, { recursive: true });
});

afterAll(() => rmSync(folder, { recursive: true }));

async function savedBy(change: () => void): Promise<unknown> {
  const report = once(reports, 'saved');
  change();
  return (await report)[0];
}

function replace(): void {
  const other = join(folder, 'card.ts.new');
  writeFileSync(other, 'replaced');
  renameSync(other, file);
}

it('watchFiles reports every save of a file, even after an editor has replaced the file', async () => {
  expect(await savedBy(() => writeFileSync(file, 'first'))).toEqual([file]);
  expect(await savedBy(replace)).toContain(file);
  expect(await savedBy(() => writeFileSync(file, 'second'))).toEqual([file]);
});

it('watchFiles reports the files of a new folder, even if the folder was removed and created again', async () => {
  const nested = join(source, 'cards');
  const added = join(nested, 'list.ts');
  const addFolder = (): void => {
    mkdirSync(nested);
    writeFileSync(added, 'new');
  };
  expect(await savedBy(addFolder)).toEqual([added]);
  await savedBy(() => rmSync(nested, { recursive: true }));
  expect(await savedBy(addFolder)).toEqual([added]);
  expect(await savedBy(() => writeFileSync(added, 'changed'))).toEqual([added]);
});
