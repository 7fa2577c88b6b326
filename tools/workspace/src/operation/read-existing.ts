import { type CodeNames, type Existing, type OtherBrief, readOtherBrief } from '#libs/briefs';
import { loadManifests } from '#libs/manifest';
import { readOperations, readSchemaIds } from '../names/read-operations.ts';
import { RESERVED_IN_OPERATIONS } from '../names/reserved-names.ts';
import { type Files, filesOf } from './names.ts';
import { exportedConstants } from './source-edits.ts';

export function readExisting(tree: Files): Existing {
  const manifests = loadManifests(tree.root);
  const services = manifests.map(({ name }) => name);
  const operations = readOperations(tree, services);
  return {
    services: manifests.map(({ name, purpose, calls, bucket }) => ({ name, purpose, calls, bucket })),
    operations,
    briefs: readBriefs(tree, BRIEFS, (file, yaml) => readOtherBrief(file, yaml, manifests, operations)),
    schemaIds: [...readSchemaIds(tree, services)],
    reserved: RESERVED_IN_OPERATIONS,
    names: Object.fromEntries(services.map((service) => [service, namesOf(tree, service)])),
  };
}

const BRIEFS = 'briefs';

/** Reads all briefs below a folder, except the template. */
function readBriefs(
  tree: Files,
  folder: string,
  read: (file: string, yaml: string) => OtherBrief | undefined,
): OtherBrief[] {
  return tree.children(folder).flatMap((child) => {
    const path = `${folder}/${child}`;
    if (!tree.isFile(path)) return readBriefs(tree, path, read);
    return path.endsWith('.yaml') && child !== 'TEMPLATE.yaml'
      ? (read(path, tree.read(path, 'utf8') ?? '') ?? [])
      : [];
  });
}

function namesOf(tree: Files, service: string): CodeNames {
  const { contractFolder, featuresFolder } = filesOf({ service, slug: '' });
  const files = tree.children(contractFolder);
  const sources = files
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'))
    .map((file) => tree.read(`${contractFolder}/${file}`, 'utf8') ?? '');
  const features = tree
    .children(featuresFolder)
    .filter((slug) => tree.exists(filesOf({ service, slug }).controller));
  return {
    exported: sources.flatMap(exportedConstants),
    problems: sources.flatMap((source) =>
      [...source.matchAll(/export const (\w+) = problemType\(/g)].map(([, name = '']) => name),
    ),
    slugs: [...new Set([...files.flatMap(slugOf), ...features])],
  };
}

/** The slug in a file name: `freeze-card` in `freeze-card.schemas.ts`. */
function slugOf(file: string): string[] {
  const [, slug] = /^(.+)\.(?:schemas|examples)\.ts$/.exec(file) ?? [];
  return slug === undefined ? [] : [slug];
}
