import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';
import { MANIFEST_FILE } from '#libs/manifest';

/** A project's folder alone decides its kind. */
const kinds = [
  { pattern: /^apps\/(?<folder>[^/]+)$/, type: 'app', name: (folder: string) => folder },
  { pattern: /^libs\/contracts\/vocabulary$/, type: 'vocabulary', name: () => 'contract-vocabulary' },
  { pattern: /^libs\/contracts\/(?<folder>[^/]+)$/, type: 'contract', name: contractProject },
  { pattern: /^libs\/(?<folder>[^/]+)$/, type: 'lib', name: (folder: string) => folder },
  { pattern: /^tools\/delivery$/, type: 'delivery', name: () => 'delivery' },
  { pattern: /^tools\/(?<folder>[^/]+)$/, type: 'tool', name: (folder: string) => folder },
  { pattern: /^infra$/, type: 'delivery', name: () => 'infra' },
] as const;

/** Libraries for tools and tests. No service may depend on these libraries. */
const DEVELOPMENT_LIBS = new Set([
  'api-client',
  'briefs',
  'command-line',
  'contract-catalog',
  'github',
  'jest-setup',
  'portal-data',
  'request-logs',
  'stand-ins',
  'test-evidence',
  'testing',
]);

/**
 * Tools that ship or run the product. These tools and the product must not depend on other tools, on delivery
 * or on `infra`.
 */
const PRODUCT_TOOLS = new Set(['bundle', 'local-stack']);

export interface Project {
  readonly root: string;
  readonly name: string;
  readonly type:
    | 'app'
    | 'web'
    | 'e2e'
    | 'vocabulary'
    | 'contract'
    | 'lib'
    | 'dev-lib'
    | 'product-tool'
    | 'tool'
    | 'delivery';
  /** The name of the service, `platform` for libraries of services, or `workspace` for development tools. */
  readonly scope: string;
  readonly hasSpecs: boolean;
  /** Slow tests are `*.slow.spec.ts`. Only `npm run test:all` runs slow tests. */
  readonly hasSlowSpecs: boolean;
  /** The project's own configuration, or a preset. Tests in `test/` run against a real PostgreSQL. */
  readonly jestConfig: string;
}

export function contractProject(service: string): string {
  return `${service}-contract`;
}

/** `root` is relative to the workspace's root. Undefined for a folder without a project. */
export function describeProject(workspaceRoot: string, root: string): Project | undefined {
  for (const { pattern, type, name } of kinds) {
    const match = pattern.exec(root);
    if (!match) continue;
    const folder = match.groups?.folder ?? '';
    const absolute = join(workspaceRoot, root);
    const isService = type === 'app' && existsSync(join(absolute, MANIFEST_FILE));
    const specs = globSync('{src,test,portal}/**/*.spec.ts', { cwd: absolute });
    const refined = refine(type, folder, isService);
    return {
      root,
      name: name(folder),
      type: refined,
      scope: scopeOf(refined, folder),
      hasSpecs: specs.some((spec) => !isSlow(spec)),
      hasSlowSpecs: specs.some(isSlow),
      jestConfig: jestConfigOf(workspaceRoot, root),
    };
  }
  return undefined;
}

function isSlow(spec: string): boolean {
  return spec.endsWith('.slow.spec.ts');
}

function refine(type: (typeof kinds)[number]['type'], folder: string, isService: boolean): Project['type'] {
  if (type === 'app' && folder === 'web') return 'web';
  if (type === 'app' && !isService) return 'e2e';
  if (type === 'tool' && PRODUCT_TOOLS.has(folder)) return 'product-tool';
  if (type === 'lib' && DEVELOPMENT_LIBS.has(folder)) return 'dev-lib';
  return type;
}

function jestConfigOf(workspaceRoot: string, root: string): string {
  const own = `${root}/jest.config.js`;
  if (existsSync(join(workspaceRoot, own))) return own;
  return existsSync(join(workspaceRoot, root, 'test')) ? 'jest.preset.js' : 'jest.unit.preset.js';
}

function scopeOf(type: Project['type'], folder: string): string {
  if (type === 'app' || type === 'contract') return folder;
  return type === 'lib' || type === 'vocabulary' ? 'platform' : 'workspace';
}
