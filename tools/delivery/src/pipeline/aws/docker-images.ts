import { type Run, mustRun } from '../command.ts';
import type { Images } from '../ports.ts';

/** The tasks' CPU architecture. */
const PLATFORM = 'linux/arm64';

export interface Registry {
  /** Host name. */
  readonly host: string;
  readonly repository: (service: { readonly name: string }) => string;
}

/** Docker arguments to build a service's image. The caller appends the output options. */
export function buildArguments(service: string, sha: string): string[] {
  const version = ['--build-arg', `SERVICE=${service}`, '--build-arg', `VERSION=${sha}`];
  // Without attestations a tag is one image, which is what the registry's lifecycle counts.
  return ['buildx', 'build', '--platform', PLATFORM, '--provenance=false', ...version];
}

/** Images in a registry that Docker is signed in to, tagged by commit. */
export function dockerImages({ host, repository }: Registry, run: Run): Images {
  const nameOf = (service: string, sha: string): string => `${host}/${repository({ name: service })}:${sha}`;
  return {
    exists: async (service, sha) => {
      const image = nameOf(service, sha);
      const { status, stderr } = await run('docker', ['buildx', 'imagetools', 'inspect', image]);
      if (status === 0) return true;
      if (/not found/i.test(stderr)) return false;
      throw new Error(`Docker failed to look up ${image}: ${stderr.trim()}`);
    },
    publish: (service, sha) =>
      mustRun(run, 'docker', [...buildArguments(service, sha), '--tag', nameOf(service, sha), '--push', '.']),
  };
}
