import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FsTree } from 'nx/src/generators/tree.js';
import { stringify } from 'yaml';
import { checkBrief, kebabCase, readAnswers } from '#libs/briefs';
import { loadManifests } from '#libs/manifest';
import { readExisting } from '../operation/read-existing.ts';
import { type Answers, askBrief } from './ask-brief.ts';
import { Cancelled, terminal } from './terminal.ts';

const USAGE = `Usage:
  npm run api:brief -- <name>                    asks questions and saves each answer in briefs/<name>.yaml;
                                                 run it again to continue. "<" goes back, Escape stops.
  npm run api:brief -- --check briefs/<name>.yaml  checks a brief, and shows the operation that it leads to`;

const root = resolve(import.meta.dirname, '../../../..');
const { values, positionals } = parseArgs({
  options: { help: { type: 'boolean', short: 'h' }, check: { type: 'string' } },
  allowPositionals: true,
});

if (values.help) console.log(USAGE);
else if (values.check !== undefined) check(values.check);
else await write(positionals.join(' '));

async function write(name: string): Promise<void> {
  const slug = kebabCase(name);
  if (slug === '') {
    fail(`The brief needs a name, for example freeze-card.\n${USAGE}`);
    return;
  }
  const file = `briefs/${slug}.yaml`;
  const begun = existsSync(join(root, file)) ? readAnswers(read(file)) : {};
  const save = (answers: Answers): void => {
    mkdirSync(join(root, 'briefs'), { recursive: true });
    writeFileSync(join(root, file), stringify(answers, { lineWidth: 110 }));
  };
  try {
    await askBrief(terminal, loadManifests(root), { begun, save });
  } catch (error) {
    if (!(error instanceof Cancelled)) throw error;
    console.log(`Your answers are in ${file}. Continue with: npm run api:brief -- ${slug}`);
    return;
  }
  check(file);
}

function check(file: string): void {
  if (!existsSync(resolve(root, file))) {
    fail(`${file} does not exist.`);
    return;
  }
  try {
    const { operation } = checkBrief(readExisting(new FsTree(root, false)), read(file));
    console.log(`${file} leads to ${operation.operationId}: ${operation.method} ${operation.path}.`);
    console.log(`A developer continues with: npx nx g workspace:operation --brief ${file}`);
  } catch (error) {
    fail(`${file} is not complete yet:\n${error instanceof Error ? error.message : String(error)}`);
  }
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

function read(file: string): string {
  return readFileSync(resolve(root, file), 'utf8');
}
