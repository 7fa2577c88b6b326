import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TASK_CPU } from '#infra';
import { type Run, mustRun } from '../command.ts';
import type { Images } from '../ports.ts';

const PLATFORM = `linux/${TASK_CPU}`;

export interface Registry {
  readonly host: string;
  readonly repository: (service: { readonly name: string }) => string;
  /** The repository for layers of earlier builds. Each service uses its name as the tag. */
  readonly cache: string;
}

export type Source = Pick<Registry, 'host' | 'repository'>;

interface Output {
  readonly output: readonly string[];
  readonly tags?: readonly string[];
  readonly attest?: readonly string[];
  readonly 'cache-from'?: readonly string[];
  readonly 'cache-to'?: readonly string[];
}

/** Builds all services together, so that Docker builds the common stages of the Dockerfile only once. */
export function bakeFile(
  services: readonly string[],
  sha: string,
  output: (service: string) => Output,
): string {
  const target = (service: string): object => ({
    args: { SERVICE: service, VERSION: sha },
    platforms: [PLATFORM],
    ...output(service),
  });
  return JSON.stringify({
    group: { default: { targets: services } },
    target: Object.fromEntries(services.map((service) => [service, target(service)])),
  });
}

export function bakeArguments(file: string): string[] {
  return ['buildx', 'bake', '--file', file];
}

/** The tag of an image is its commit's SHA. Docker must be signed in to both registries. */
export function dockerImages(
  { host, repository, cache }: Registry,
  source: Source | undefined,
  run: Run,
): Omit<Images, 'assertSafe'> {
  const nameIn = (registry: Source, service: string, sha: string): string =>
    `${registry.host}/${registry.repository({ name: service })}:${sha}`;
  const nameOf = (service: string, sha: string): string => nameIn({ host, repository }, service, sha);
  return {
    exists: async (service, sha) => {
      const image = nameOf(service, sha);
      const { status, stderr } = await run('docker', ['buildx', 'imagetools', 'inspect', image]);
      if (status === 0) return true;
      if (/not found/i.test(stderr)) return false;
      throw new Error(`Docker failed to look up ${image}: ${stderr.trim()}`);
    },
    publish: (services, sha) =>
      withFile(
        bakeFile(services, sha, (service) => ({
          tags: [nameOf(service, sha)],
          output: ['type=registry'],
          attest: ['type=provenance,mode=max', 'type=sbom'],
          'cache-from': services.map((each) => `type=registry,ref=${host}/${cache}:${each}`),
          // ECR accepts a cache only as an image manifest.
          'cache-to': [
            `type=registry,mode=max,image-manifest=true,oci-mediatypes=true,ref=${host}/${cache}:${service}`,
          ],
        })),
        (file) => mustRun(run, 'docker', bakeArguments(file)),
      ),
    copy: (service, sha) => {
      if (!source) throw new Error(`No registry is set to copy ${service} from. Set SOURCE_REGISTRY`);
      const copy = ['buildx', 'imagetools', 'create', '--tag', nameOf(service, sha)];
      return mustRun(run, 'docker', [...copy, nameIn(source, service, sha)]);
    },
  };
}

export async function withFile<T>(text: string, work: (file: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'qred-bake-'));
  try {
    const file = join(folder, 'bake.json');
    await writeFile(file, text);
    return await work(file);
  } finally {
    await rm(folder, { recursive: true });
  }
}
