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
export class DockerImages implements Images {
  private readonly registry: Registry;
  private readonly run: Run;

  constructor(registry: Registry, run: Run) {
    this.registry = registry;
    this.run = run;
  }

  async exists(service: string, sha: string): Promise<boolean> {
    const image = this.nameOf(service, sha);
    const { status, stderr } = await this.run('docker', ['buildx', 'imagetools', 'inspect', image]);
    if (status === 0) return true;
    if (/not found/i.test(stderr)) return false;
    throw new Error(`Docker failed to look up ${image}: ${stderr.trim()}`);
  }

  async publish(service: string, sha: string): Promise<void> {
    const image = this.nameOf(service, sha);
    await mustRun(this.run, 'docker', [...buildArguments(service, sha), '--tag', image, '--push', '.']);
  }

  private nameOf(service: string, sha: string): string {
    const { host, repository } = this.registry;
    return `${host}/${repository({ name: service })}:${sha}`;
  }
}
