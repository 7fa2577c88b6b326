import type { Tree } from '@nx/devkit';
import { type Design, camelCase, pascalCase } from '#libs/briefs';

export const contractName = (service: string) => `${camelCase(service)}Contract`;
export const controllerName = ({ slug }: Design) => `${pascalCase(slug)}Controller`;
export const serviceName = ({ slug }: Design) => `${pascalCase(slug)}Service`;
export const repositoryName = ({ slug }: Design) => `${pascalCase(slug)}Repository`;

export type Files = Pick<Tree, 'root' | 'read' | 'children' | 'exists' | 'isFile'>;

export function filesOf({ service, slug }: Pick<Design, 'service' | 'slug'>) {
  const contract = `libs/contracts/${service}/src`;
  return {
    contractFolder: contract,
    featuresFolder: `apps/${service}/src`,
    contract: `${contract}/${service}.contract.ts`,
    index: `${contract}/index.ts`,
    document: `libs/contracts/${service}/openapi.yaml`,
    schemas: `${contract}/${slug}.schemas.ts`,
    examples: `${contract}/${slug}.examples.ts`,
    problems: `${contract}/${slug}.problems.ts`,
    appliedBrief: `${contract}/${slug}.brief.yaml`,
    module: `apps/${service}/src/app.module.ts`,
    controller: `apps/${service}/src/${slug}/${slug}.controller.ts`,
    service: `apps/${service}/src/${slug}/${slug}.service.ts`,
    repository: `apps/${service}/src/${slug}/${slug}.repository.ts`,
    examplesTest: `apps/${service}/test/examples.spec.ts`,
    writesTest: `apps/${service}/test/writes.spec.ts`,
  };
}

/** Throws an Error if the file does not exist. */
export function readSource(files: Pick<Files, 'read'>, file: string): string {
  const source = files.read(file, 'utf8');
  if (source === null) throw new Error(`There is no ${file}`);
  return source;
}
