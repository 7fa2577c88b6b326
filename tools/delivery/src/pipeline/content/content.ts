import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StageName } from '#infra';
import { type Manifest, loadManifests } from '#libs/manifest';
import { type LockFile, type PackageFile, parseLockFile, parsePackageFile } from '#tools/bundle';
import type { Templates } from '../diff/template-diff.ts';
import { type Content, PARTS, type Part } from '#libs/github';
import { isShared, stacksOf } from '../stack-names.ts';
import { type ImageInputs, imageInputs, lockedPackages, scanBundler } from './image-inputs.ts';

export interface CommitContent {
  readonly services: readonly ServiceContent[];
  /** The hash of each template, by stage and by stack name. */
  readonly templates: Readonly<Partial<Record<StageName, Readonly<Record<string, string>>>>>;
}

export interface ServiceContent {
  readonly manifest: Manifest;
  /** The parts that are the same in every stage. */
  readonly content: Content;
  /**
   * The files and packages of the image. A commit that changes one of these files or packages is part of the
   * service's next deployment.
   */
  readonly files: readonly string[];
  readonly packages: readonly string[];
}

/** Builds nothing. */
export async function readServices(root: string): Promise<ServiceContent[]> {
  const bundler = await scanBundler(root);
  const workspace = {
    packageFile: parsePackageFile(readFileSync(join(root, 'package.json'), 'utf8')),
    lockFile: parseLockFile(readFileSync(join(root, 'package-lock.json'), 'utf8')),
  };
  const services: ServiceContent[] = [];
  for (const manifest of loadManifests(root)) {
    const inputs = await imageInputs(root, manifest, bundler);
    services.push({
      manifest,
      content: hashInputs(root, manifest, inputs, workspace),
      files: [...inputs.files].sort(),
      packages: [...inputs.packages].sort(),
    });
  }
  return services;
}

function hashInputs(
  root: string,
  manifest: Manifest,
  inputs: ImageInputs,
  workspace: { readonly packageFile: PackageFile; readonly lockFile: LockFile },
): Content {
  const { name, port, database } = manifest;
  const hashFiles = (files: Iterable<string>): string =>
    hashOf([...files].sort().flatMap((file) => [file, readInput(root, file, name)]));
  const document = readInput(root, `libs/contracts/${name}/openapi.yaml`, undefined);
  return {
    image: hashOf([hashFiles(inputs.files), ...lockedPackages(inputs.packages, workspace)]),
    ...(database && { migrations: hashFiles(inputs.migrations), seed: hashFiles(inputs.seed) }),
    interface: hashOf([document, String(port)]),
  };
}

/** These lines mark unbuilt operations. A change to these lines affects the service, but not its callers. */
const BUILT_LINE = /^\s*(?:built: false,|x-built: false)\n/gm;
const CONTRACT = /^libs\/contracts\/(?<owner>[^/]+)\//;

function readInput(root: string, file: string, service: string | undefined): string {
  const path = join(root, file);
  const text = existsSync(path) ? readFileSync(path, 'latin1') : '';
  const owner = CONTRACT.exec(file)?.groups?.owner;
  return owner === undefined || owner === service ? text : text.replaceAll(BUILT_LINE, '');
}

/** Returns a short hash. The hash changes if the parts have a different order or different boundaries. */
export function hashOf(parts: Iterable<string>): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${part.length}:${part}`);
  return hash.digest('hex').slice(0, 32);
}

export function hashTemplates(templates: Templates): Record<string, string> {
  return Object.fromEntries(
    [...templates].map(([stack, template]) => [stack, hashOf([JSON.stringify(template)])]),
  );
}

export function contentIn(
  { services, templates }: CommitContent,
  stage: StageName,
  unit: string,
): Content | undefined {
  const service = services.find(({ manifest }) => manifest.name === unit);
  if (!service && !isShared(unit)) return undefined;
  const hashes = templates[stage] ?? {};
  const stacks = Object.entries(stacksOf(stage, unit)).filter(([, stack]) => stack in hashes);
  return {
    ...service?.content,
    ...Object.fromEntries(stacks.map(([part, stack]) => [part, hashes[stack]])),
  };
}

export function partsToDeploy(before: Content, after: Content): Part[] {
  return PARTS.filter(
    (part) => part !== 'interface' && after[part] !== undefined && after[part] !== before[part],
  );
}

/** True if a deployment in either direction would deploy nothing. */
export function isSameContent(one: Content, other: Content): boolean {
  return partsToDeploy(one, other).length === 0 && partsToDeploy(other, one).length === 0;
}
