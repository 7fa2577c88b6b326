import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';
import { loadManifests } from './libs/manifest/src/index.ts';

const root = import.meta.dirname;
const manifests = loadManifests(root);

/** For each type of project: the types that it may import. A type without an entry may import nothing. */
const byType = {
  app: ['lib', 'contract', 'vocabulary'],
  web: ['dev-lib', 'contract', 'vocabulary'],
  vocabulary: [],
  contract: ['vocabulary'],
  lib: ['lib', 'vocabulary'],
  'dev-lib': ['lib', 'dev-lib', 'contract', 'vocabulary'],
  'product-tool': ['lib', 'dev-lib', 'product-tool', 'contract', 'vocabulary'],
  tool: ['lib', 'dev-lib', 'product-tool', 'tool', 'delivery', 'contract', 'vocabulary'],
  delivery: ['lib', 'dev-lib', 'product-tool', 'delivery', 'contract', 'vocabulary'],
  e2e: ['lib', 'dev-lib', 'product-tool', 'contract', 'vocabulary'],
};

/** A service may only import its own contract and the contracts of the services that it calls. */
const byScope = {
  platform: ['platform'],
  workspace: ['*'],
  ...Object.fromEntries(manifests.map(({ name, calls }) => [name, [name, ...calls, 'platform']])),
};

function constraints(dimension, rules, alsoAllowed = []) {
  return Object.entries(rules).map(([source, targets]) => ({
    sourceTag: `${dimension}:${source}`,
    onlyDependOnLibsWithTags: [...targets, ...alsoAllowed].map((tag) =>
      tag === '*' ? tag : `${dimension}:${tag}`,
    ),
  }));
}

function moduleBoundaries({ inTests }) {
  const depConstraints = [
    ...constraints('type', byType, inTests ? ['dev-lib'] : []),
    ...constraints('scope', byScope, inTests ? ['workspace'] : []),
  ];
  return {
    '@nx/enforce-module-boundaries': [
      'error',
      {
        depConstraints,
        enforceBuildableLibDependency: false,
        allow: [],
        // main.ts imports the service dynamically, after tracing has started. Other files may import the same projects
        // statically.
        checkDynamicDependenciesExceptions: ['#libs/*'],
      },
    ],
  };
}

const TESTS = ['**/*.spec.ts', '**/test/**/*.ts'];

/**
 * Rules that oxlint can't check: module boundaries, and the imports that decorators need at run time. All other rules
 * are in `.oxlintrc.json`.
 */
export default tseslint.config(
  { ignores: ['**/node_modules', 'dist', '.nx', '.local', 'coverage', 'libs/api-client/src/generated'] },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: { emitDecoratorMetadata: true, experimentalDecorators: true },
    },
    plugins: { '@nx': nx, '@typescript-eslint': tseslint.plugin },
    rules: {
      ...moduleBoundaries({ inTests: false }),
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    // Node runs these files without a build. Node only strips types, so these files can't use syntax such as parameter
    // properties.
    files: [
      'tools/**/*.ts',
      'libs/{briefs,command-line,stand-ins,configuration,contract-catalog,contracts,github,html,http-rules,manifest,openapi,request-logs,service-certificates,test-evidence}/**/*.ts',
    ],
    ignores: TESTS,
    rules: { '@typescript-eslint/parameter-properties': 'error' },
  },
  { files: TESTS, rules: moduleBoundaries({ inTests: true }) },
  {
    files: ['apps/*/test/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name=/Repository$/]',
          message:
            'Take the repository from the service under test (TestService.get), so that the query-plan test knows its statements.',
        },
      ],
    },
  },
);
