import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { FsTree } from 'nx/src/generators/tree.js';
import { stringify } from 'yaml';
import { checkBrief, describeInText, kebabCase, readAnswers } from '#libs/briefs';
import { runCommand } from '#libs/command-line';
import { loadManifests } from '#libs/manifest';
import { readExisting } from '../operation/read-existing.ts';
import { type Answers, askBrief } from './ask-brief.ts';
import { Cancelled, terminal } from './terminal.ts';

const root = resolve(import.meta.dirname, '../../../..');

await runCommand(
  {
    name: 'npm run api:brief',
    help: `Asks questions and saves each answer in briefs/NAME.yaml; run it again to continue. "<" goes back, Escape stops.`,
    positionals: 'NAME',
    options: {
      check: {
        type: 'string',
        value: 'FILE',
        help: 'check a brief instead, and show the operation that it leads to',
      },
    },
  },
  ({ check: file }, words) => (file === undefined ? write(words.join(' ')) : check(file)),
);

async function write(name: string): Promise<void> {
  const slug = kebabCase(name);
  if (slug === '') throw new Error('The brief needs a name: npm run api:brief -- freeze-card');
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
  if (!existsSync(resolve(root, file))) throw new Error(`${file} does not exist.`);
  try {
    const { operation, notes } = checkBrief(readExisting(new FsTree(root, false)), read(file));
    console.log(`${file} leads to ${operation.operationId}: ${operation.method} ${operation.path}.\n`);
    console.log(describeInText(operation, notes));
    const place = relative(root, resolve(root, file));
    console.log(`\nA developer continues with: npx nx g workspace:operation --brief ${place}`);
    if (place.startsWith('..'))
      console.log('Move the brief into the repository first. The command writes into it.');
  } catch (error) {
    throw new Error(
      `Nothing can be built from ${file} yet:\n${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

function read(file: string): string {
  return readFileSync(resolve(root, file), 'utf8');
}
