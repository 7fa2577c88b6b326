import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { loadManifests } from './libs/manifest/src/index.ts';

const root = import.meta.dirname;
const manifests = loadManifests(root);

/** What each type of project may import; a project of a type that is not here may import nothing. */
const byType = {
  app: ['lib', 'contract', 'vocabulary'],
  vocabulary: [],
  contract: ['vocabulary'],
  lib: ['lib', 'vocabulary'],
  'dev-lib': ['lib', 'dev-lib', 'contract', 'vocabulary'],
  tool: ['lib', 'dev-lib', 'tool', 'contract', 'vocabulary'],
  e2e: ['lib', 'dev-lib', 'tool', 'contract', 'vocabulary'],
};

/** Whose contracts a project may import: a service's own and those of the services that it calls. */
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
        // main.ts loads the service after tracing has begun; everything else may import the same statically.
        checkDynamicDependenciesExceptions: ['#libs/*'],
      },
    ],
  };
}

const TESTS = ['**/*.spec.ts', '**/test/**/*.ts'];

export default tseslint.config(
  { ignores: ['**/node_modules', 'dist', '.nx', '.local', 'coverage', 'libs/api-client/src/generated'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { project: 'tsconfig.json', tsconfigRootDir: root } },
    plugins: { '@nx': nx },
    rules: {
      ...moduleBoundaries({ inTests: false }),
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'off',
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true, argsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Shapes of operations without parameters are empty on purpose.
      '@typescript-eslint/no-generated-empty-object-type': 'off',
      // Nest types its options as classes and takes literals.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    // Node runs these as they are: it strips types and can't compile what only TypeScript has.
    files: ['tools/**/*.ts', 'libs/{stand-ins,contract-catalog,contracts,manifest}/**/*.ts'],
    ignores: TESTS,
    rules: { '@typescript-eslint/parameter-properties': 'error' },
  },
  { files: TESTS, rules: moduleBoundaries({ inTests: true }) },
  { files: ['tools/**/*.ts'], rules: { 'no-console': 'off' } },
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
  prettier,
);
