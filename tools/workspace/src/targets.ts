import type { TargetConfiguration } from '@nx/devkit';
import type { Project } from './project.ts';

const JEST = 'node node_modules/jest/bin/jest.js';

/** Jest's results, which `.ci/count-tests.js` counts, and the requests that the tests sent (#libs/test-evidence). */
const TEST_RESULTS = 'test-results.json';
const TEST_CALLS = 'test-calls';
const PICTURES = 'test-pictures';
/** The prefix of TEST_RESULTS and TEST_CALLS for slow tests. */
const SLOW = 'slow-';

export function inferTargets(
  project: Project,
  services: readonly string[],
): Record<string, TargetConfiguration> {
  return {
    ...(project.name === 'workspace' && {
      'check-format': checkFormat(),
      'check-generated': checkGenerated(),
      typecheck: typecheck(),
      lint: lint(),
    }),
    ...(project.type === 'app' && { build: build(project) }),
    ...(project.type === 'web' && { build: buildPages(project) }),
    ...(project.type === 'contract' && {
      'contract-check': contractCheck(project),
    }),
    ...(project.type !== 'e2e' && project.hasSpecs && { test: test(project) }),
    ...(project.hasSlowSpecs && { 'test-slow': slowTest(project, services) }),
    ...(project.type === 'e2e' && { e2e: endToEnd(project, services) }),
  };
}

/** All source files. One compiler run over all files is faster than one run for each project. */
const SOURCES = [
  'default',
  '{workspaceRoot}/{apps,libs,tools,infra,types}/**/*',
  '{workspaceRoot}/*.{js,json}',
];

function checkGenerated(): TargetConfiguration {
  return {
    command: 'node tools/workspace/src/generate/main.ts --check',
    cache: true,
    inputs: [
      ...SOURCES,
      '{workspaceRoot}/docker-compose.yml',
      '{workspaceRoot}/.github/CODEOWNERS',
      '{workspaceRoot}/docs/**/*.md',
    ],
    metadata: { description: 'Checks that generated files are up to date' },
  };
}

function checkFormat(): TargetConfiguration {
  return {
    command: 'oxfmt --check .',
    cache: true,
    inputs: ['{workspaceRoot}/**/*'],
    metadata: { description: 'Checks the format of all files' },
  };
}

function typecheck(): TargetConfiguration {
  return {
    // The web pages are checked with the types of a browser, and everything else with the types of Node.
    command: 'node node_modules/typescript-7/bin/tsc && node node_modules/typescript-7/bin/tsc -p apps/web',
    cache: true,
    inputs: SOURCES,
    metadata: { description: 'Checks the types of all code' },
  };
}

function lint(): TargetConfiguration {
  return {
    command: 'oxlint --deny-warnings apps libs tools infra && eslint apps libs tools infra --max-warnings=0',
    cache: true,
    inputs: SOURCES,
    metadata: { description: 'Checks the style of all files and their imports' },
  };
}

/** The tests of documents read every page, and check that the files in its links exist. */
const DOCUMENTS = [
  '{workspaceRoot}/.github/dependabot.yml',
  '{workspaceRoot}/**/*.md',
  '{workspaceRoot}/package.json',
  { runtime: 'git ls-files -co --exclude-standard' },
];

function test(project: Project): TargetConfiguration {
  return {
    ...runJest(project),
    cache: true,
    inputs: [
      'default',
      '^default',
      '{workspaceRoot}/jest*.preset.js',
      '{workspaceRoot}/libs/{jest-setup,test-evidence}/src/**/*',
      ...(project.name === 'workspace' ? [...SOURCES, ...DOCUMENTS] : []),
    ],
    metadata: { description: 'Runs the tests' },
  };
}

function runJest(
  { root, jestConfig }: Project,
  { prefix = '', options = '' } = {},
): Pick<TargetConfiguration, 'command' | 'options' | 'outputs'> {
  const results = `${root}/${prefix}${TEST_RESULTS}`;
  const calls = `${root}/${prefix}${TEST_CALLS}`;
  return {
    command: `${JEST} -c ${jestConfig} --rootDir ${root}${options} --json --outputFile ${results}`,
    options: { env: { TEST_EVIDENCE: calls } },
    outputs: [`{workspaceRoot}/${results}`, `{workspaceRoot}/${calls}`],
  };
}

function slowTest(project: Project, services: readonly string[]): TargetConfiguration {
  const regex = String.raw`\.slow\.spec\.ts$`;
  const run = runJest(project, { prefix: SLOW, options: ` --testRegex '${regex}'` });
  return {
    ...test(project),
    ...run,
    outputs: [...(run.outputs ?? []), `{workspaceRoot}/${project.root}/${PICTURES}`],
    dependsOn: [{ projects: [...services, 'web'], target: 'build' }],
    parallelism: false,
    metadata: { description: 'Runs the slow tests' },
  };
}

/**
 * An image is built from these files. If one of these files changes, every service is built and deployed
 * again.
 */
const IMAGE = ['{workspaceRoot}/Dockerfile', '{workspaceRoot}/.dockerignore'];

function build({ root }: Project): TargetConfiguration {
  return {
    command: `rolldown -c rolldown.config.js --environment APP:${root}`,
    cache: true,
    inputs: ['production', '^production', '{workspaceRoot}/rolldown.config.js', ...IMAGE],
    outputs: [`{workspaceRoot}/dist/${root}`],
    metadata: { description: 'Bundles the service with its libraries and packages' },
  };
}

function buildPages({ root }: Project): TargetConfiguration {
  return {
    command: `vite build ${root}`,
    cache: true,
    inputs: ['production', '^production'],
    outputs: [`{workspaceRoot}/dist/${root}`],
    metadata: { description: 'Builds the static pages' },
  };
}

function contractCheck({ root }: Project): TargetConfiguration {
  return {
    command: `redocly lint ${root}/openapi.yaml`,
    cache: true,
    inputs: [
      '{projectRoot}/openapi.yaml',
      '{workspaceRoot}/redocly.yaml',
      '{workspaceRoot}/tools/contracts/src/documents/document-rules.js',
    ],
    metadata: { description: 'Checks that openapi.yaml follows the API rules' },
  };
}

function endToEnd(project: Project, services: readonly string[]): TargetConfiguration {
  return {
    ...test(project),
    dependsOn: [{ projects: [...services, 'web'], target: 'build' }],
    metadata: { description: 'Runs the end-to-end tests through the edge' },
  };
}
