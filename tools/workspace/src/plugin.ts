import { dirname } from 'node:path';
import {
  type CreateDependencies,
  type CreateNodes,
  type CreateNodesResult,
  DependencyType,
} from '@nx/devkit';
import { loadManifests } from '#libs/manifest';
import { type Project, contractProject, describeProject } from './project.ts';
import { inferTargets } from './targets.ts';

const BUNDLER = 'npm:rolldown';

export const name = 'workspace-plugin';

/** Makes every folder with sources a project. The folder's path decides the project's tags and targets. */
export const createNodes: CreateNodes = [
  '{apps/*,libs/*,libs/contracts/*,tools/*,infra}/src/*.{ts,tsx}',
  (files, _options, { workspaceRoot }) => {
    const manifests = loadManifests(workspaceRoot);
    const services = manifests.map((manifest) => manifest.name);
    const roots = new Map(files.map((file) => [dirname(dirname(file)), file]));
    const described = [...roots].flatMap(([folder, file]) => {
      const project = describeProject(workspaceRoot, folder);
      return project ? [{ file, project }] : [];
    });
    const names = new Set(described.map(({ project }) => project.name));
    return described.map(({ file, project }): [string, CreateNodesResult] => {
      const { root, scope, type } = project;
      const configuration = {
        root,
        name: project.name,
        sourceRoot: `${root}/src`,
        projectType:
          type === 'app' || type === 'web' || type === 'e2e'
            ? ('application' as const)
            : ('library' as const),
        tags: [`type:${type}`, `scope:${scope}`],
        targets: inferTargets(project, services),
        // The build of an image contains no end-to-end tests, so no project can depend on these tests.
        implicitDependencies: undeclaredDependencies(project, services).filter((other) => names.has(other)),
      };
      return [file, { projects: { [root]: configuration } }];
    });
  },
];

/** Dependencies without an import: contracts that are loaded by name, and services that are started. */
function undeclaredDependencies({ name, type }: Project, services: readonly string[]): string[] {
  if (name === 'contract-catalog') return services.map(contractProject);
  if (name === 'contracts') return ['api-client'];
  if (name === 'screens') return ['e2e', ...services];
  return type === 'e2e' ? [...services, 'web'] : [];
}

/** A new version of the bundler can change every bundle, so every service depends on the bundler. */
export const createDependencies: CreateDependencies = (_options, { projects, externalNodes = {} }) => {
  if (!(BUNDLER in externalNodes)) return [];
  return Object.entries(projects)
    .filter(([, { tags }]) => tags?.includes('type:app'))
    .map(([source]) => ({ source, target: BUNDLER, type: DependencyType.implicit }));
};
