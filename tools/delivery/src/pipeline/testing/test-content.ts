import { type StageName, namesOf, stages } from '#infra';
import { FOUNDATION, MOCK, WEB, type Manifest } from '#libs/manifest';
import type { Part } from '#libs/github';
import type { CommitContent } from '../content/content.ts';

/** The changed parts of each service. */
export type Changes = Readonly<Record<string, readonly Part[]>>;

export function testContent(manifests: readonly Manifest[], changes: Changes = {}): CommitContent {
  const hash = (service: string, part: Part): string =>
    changes[service]?.includes(part) ? `changed ${part}` : part;
  const templatesOf = (stage: StageName): Record<string, string> => {
    const { stacks } = namesOf(stage);
    const own = (manifest: Manifest): [string, string][] => [
      [stacks.data(manifest), hash(manifest.name, 'data-stack')],
      [stacks.migration(manifest), hash(manifest.name, 'migration-stack')],
      [stacks.service(manifest), hash(manifest.name, 'service-stack')],
    ];
    return Object.fromEntries([
      [stacks.edgeFirewall, hash(FOUNDATION, 'edge-firewall-stack')],
      [stacks.foundation, hash(FOUNDATION, 'foundation-stack')],
      ...(stages[stage].replicated ? [[stacks.recovery, hash(FOUNDATION, 'recovery-stack')] as const] : []),
      [stacks.web, hash(WEB, 'web-stack')],
      ...(stages[stage].mocksUnbuilt ? [[stacks.mock, hash(MOCK, 'mock-stack')] as const] : []),
      ...manifests.flatMap(own),
    ]);
  };
  return {
    services: manifests.map((manifest) => ({
      manifest,
      content: {
        image: hash(manifest.name, 'image'),
        ...(manifest.database && {
          migrations: hash(manifest.name, 'migrations'),
          seed: hash(manifest.name, 'seed'),
        }),
        interface: hash(manifest.name, 'interface'),
      },
      files: [`apps/${manifest.name}/src/main.ts`],
      packages: [],
    })),
    templates: Object.fromEntries(Object.values(stages).map(({ name }) => [name, templatesOf(name)])),
  };
}
