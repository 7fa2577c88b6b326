import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';
import { loadManifests } from '#libs/manifest';
import { askBrief } from './ask-brief.ts';
import { readBrief } from './read-brief.ts';
import { terminal } from './terminal.ts';
import { kebabCase } from './words.ts';

const root = resolve(import.meta.dirname, '../../../..');
const manifests = loadManifests(root);
const [name] = process.argv.slice(2);
const slug = kebabCase(name ?? (await terminal.text('What shall the brief be called?', 'freeze-card')));
const file = `briefs/${slug}.yaml`;

if (existsSync(join(root, file))) {
  console.error(`${file} exists. Change it there, or choose another name.`);
  process.exit(1);
}
const yaml = stringify(await askBrief(terminal, manifests), { lineWidth: 110 });
mkdirSync(join(root, 'briefs'), { recursive: true });
writeFileSync(join(root, file), yaml);
try {
  readBrief(yaml, manifests);
  console.log(`Wrote ${file}. A developer continues with: npx nx g workspace:operation --brief ${file}`);
} catch (error) {
  console.error(
    `Wrote ${file}. One thing is still open:\n${error instanceof Error ? error.message : String(error)}`,
  );
  process.exitCode = 1;
}
