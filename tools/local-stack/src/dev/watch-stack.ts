import { join, sep } from 'node:path';
import { MANIFEST_FILE, type Manifest } from '#libs/manifest';
import type { DevelopmentBuild } from '#tools/bundle';
import type { Edge } from '../edge/edge.ts';
import type { Mock } from '../mock/mock.ts';
import { WEB_PROJECT } from '../pages/pages.ts';
import { buildProjects } from '../stack/build.ts';
import type { ServiceProcess } from '../stack/service-process.ts';
import { areContractSources, reloadedContracts } from './reload-contracts.ts';
import { buildService, reloadedService } from './reload-service.ts';
import { PartReloader, type ReloadedPart, type Report } from './reloaded-part.ts';
import { generateFromContracts } from './run-generator.ts';
import { watchFiles } from './watch-files.ts';

export interface WatchedStack {
  readonly root: string;
  readonly manifests: readonly Manifest[];
  readonly edge: Edge;
  readonly mock: Mock;
  readonly services: ReadonlyMap<ServiceProcess, DevelopmentBuild>;
  readonly report: Report;
}

/** Resolves when all files are watched, with a function that stops the reloads. */
export async function watchStack(stack: WatchedStack): Promise<() => Promise<void>> {
  const { root } = stack;
  const stopped = new AbortController();
  const report: Report = (line) => {
    if (!stopped.signal.aborted) stack.report(line);
  };
  const reloaders = partsOf(stack, stopped.signal).map((part) => new PartReloader(part, report));
  let running: Promise<unknown> = Promise.resolve();
  await watchFiles(
    [join(root, 'apps'), join(root, 'libs')],
    (files) => {
      if ([...files].some((file) => file.endsWith(`${sep}${MANIFEST_FILE}`)))
        report(
          `A ${MANIFEST_FILE} was saved. Restart npm run dev to apply its ports, calls, database and bucket.`,
        );
      running = Promise.all([running, ...reloaders.map((reloader) => reloader.saved(files))]);
    },
    stopped.signal,
  );
  return async () => {
    stopped.abort();
    await running;
  };
}

function partsOf(
  { root, manifests, edge, mock, services }: WatchedStack,
  signal: AbortSignal,
): ReloadedPart[] {
  const isIn = (...folders: readonly string[]) => {
    const prefixes = folders.map((folder) => join(root, folder, sep));
    return (files: ReadonlySet<string>): boolean =>
      [...files].some((file) => prefixes.some((prefix) => file.startsWith(prefix)));
  };
  const reloadedServices = [...services].map(([service, first]) => {
    const manifest = manifests.find(({ name }) => name === service.name);
    if (!manifest) throw new Error(`There is no manifest of ${service.name}`);
    return reloadedService(service, (current) => buildService(root, manifest, current), first, signal);
  });
  return [
    ...reloadedServices,
    reloadedContracts({
      name: 'edge and mock',
      root,
      manifests: () => manifests,
      use(contracts) {
        edge.useContracts(contracts);
        mock.useContracts(contracts);
      },
    }),
    {
      name: 'OpenAPI documents and client types',
      uses: (files) => areContractSources(root, files),
      reload: () => generateFromContracts(root, signal),
    },
    {
      name: 'web page',
      uses: isIn('apps/web', 'libs/api-client'),
      reload: () => buildProjects(root, [WEB_PROJECT], signal),
    },
  ];
}
