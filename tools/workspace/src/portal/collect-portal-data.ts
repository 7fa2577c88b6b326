import { FsTree } from 'nx/src/generators/tree.js';
import { openApiDocument } from '#libs/openapi';
import { loadContracts } from '#libs/contract-catalog';
import { describe, loadManifests } from '#libs/manifest';
import type { PortalData } from '#libs/portal-data';
import { readSpecRuns } from '#libs/test-evidence';
import { contractHistory, publicDocument } from '#tools/contracts';
import { renderFiguresPage } from '#tools/delivery';
import { type Deployments, noRecords, operationStatuses, readScreen, screenFiles } from '#tools/screens';
import { readExisting } from '../operation/read-existing.ts';
import { describeChanges } from './describe-changes.ts';
import { describeOperations, describeProblems } from './describe-operations.ts';
import { describeScreens } from './describe-screens.ts';
import { type StagePlace, describeServices } from './describe-services.ts';
import { findDeprecations } from './find-deprecations.ts';
import { linkRunbooks } from './link-runbooks.ts';
import { readSource } from './read-source.ts';
import { referenceDocument } from './reference-document.ts';

interface Options {
  readonly deployments: Deployments;
  readonly stage: string;
  readonly stages: readonly StagePlace[];
  readonly repository: string | undefined;
  /** The maximum number of commits in the contract history. */
  readonly commits: number;
}

export interface Portal {
  readonly data: PortalData;
  /** The OpenAPI document for the API reference. */
  readonly document: unknown;
  /** The HTML of the page with delivery figures. */
  readonly figures: string;
}

/** Throws an Error if a manifest, a contract or a screen map is invalid. */
export async function collectPortalData(root: string, options: Options): Promise<Portal> {
  const manifests = loadManifests(root);
  const contracts = await loadContracts(manifests);
  const statuses = await operationStatuses(contracts, readSpecRuns(root), options.deployments);
  const screens = screenFiles(root).map((file) => readScreen(root, file));
  const source = readSource(root, options.stage, options.repository);
  const documents = new Map(
    contracts.map((contract, index) => {
      const manifest = manifests[index];
      const about = manifest ? describe(manifest) : { title: contract.name, description: '' };
      return [contract.name, openApiDocument(contract, { ...about, servers: [] })];
    }),
  );
  const data: PortalData = {
    source,
    services: describeServices(manifests, options.stages),
    runbooks: linkRunbooks(root, source),
    operations: describeOperations(contracts, statuses),
    problems: describeProblems(contracts),
    screens: describeScreens(root, contracts),
    changes:
      source.commit === null
        ? { commits: [], isCut: true }
        : describeChanges(await contractHistory(root, { manifests, screens }, options.commits)),
    deprecations: findDeprecations(contracts, documents),
    existing: readExisting(new FsTree(root, false)),
    figures: options.deployments === noRecords ? 'sample' : 'recorded',
  };
  const figures = await renderFiguresPage(root, {
    sample: data.figures === 'sample',
    now: new Date(),
  });
  return { data, figures, document: referenceDocument(await publicDocument(manifests), contracts) };
}
