import { EventEmitter, once } from 'node:events';
import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SavedFiles } from './saved-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'saved-files-'));
const source = join(folder, 'src');
const file = join(source, 'card.ts');
const reports = new EventEmitter();
let files: SavedFiles;

beforeEach(() => {
  mkdirSync(source, { recursive: true });
  writeFileSync(file, '');
  files = new SavedFiles([folder], (saved) => reports.emit('saved', [...saved].sort()));
});

afterEach(() => {
  files.stop();
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

it('SavedFiles reports every save of a file, even after an editor has replaced the file', async () => {
  expect(await savedBy(() => writeFileSync(file, 'first'))).toEqual([file]);
  expect(await savedBy(replace)).toContain(file);
  expect(await savedBy(() => writeFileSync(file, 'second'))).toEqual([file]);
});

it('SavedFiles reports the files of a new folder, even if the folder was removed and created again', async () => {
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
