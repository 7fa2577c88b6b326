import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { loadManifests } from '#libs/manifest';
import { askBrief } from './ask-brief.ts';
import { readBrief } from './read-brief.ts';
import { terminal } from './terminal.ts';
import { kebabCase } from './words.ts';

const root = resolve(import.meta.dirname, '../../..');
const manifests = loadManifests(root);
const [given] = process.argv.slice(2);
const slug = kebabCase(given ?? (await terminal.text('What shall the brief be called?', 'freeze-card')));
const file = `briefs/${slug}.yaml`;

if (existsSync(join(root, file))) {
  console.error(`There is ${file} already; change it there, or choose another name.`);
  process.exit(1);
}
const yaml = stringify(await askBrief(terminal, manifests), { lineWidth: 110 });
mkdirSync(join(root, 'briefs'), { recursive: true });
writeFileSync(join(root, file), yaml);
try {
  readBrief(yaml, manifests);
  console.log(`Written: ${file}. A developer goes on with: npx nx g workspace:operation --brief ${file}`);
} catch (error) {
  console.error(
    `Written: ${file}. One thing is open:\n${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
}
