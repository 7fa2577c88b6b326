import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');

interface Case {
  readonly what: string;
  readonly file: string;
  readonly imports: string;
}

const forbidden: Case[] = [
  {
    what: 'a service imports a contract that its manifest does not declare',
    file: 'apps/card/src/main.ts',
    imports: '#contracts/invoice',
  },
  { what: 'a service imports another', file: 'apps/card/src/main.ts', imports: '../../account/src/main.ts' },
  { what: 'a service ships test helpers', file: 'apps/card/src/main.ts', imports: '#libs/testing' },
  { what: 'a service ships the client of GitHub', file: 'apps/card/src/main.ts', imports: '#libs/github' },
  { what: 'a service ships a stand-in', file: 'apps/card/src/main.ts', imports: '#libs/stand-ins' },
  {
    what: 'a service ships the client of the apps',
    file: 'apps/card/src/main.ts',
    imports: '#libs/api-client',
  },
  { what: 'a service imports a tool', file: 'apps/card/src/main.ts', imports: '#tools/local-stack' },
  {
    what: 'a contract imports another',
    file: 'libs/contracts/card/src/index.ts',
    imports: '#contracts/invoice',
  },
  {
    what: 'a contract imports a library',
    file: 'libs/contracts/card/src/index.ts',
    imports: '#libs/runtime',
  },
  { what: 'the RPC client knows a contract', file: 'libs/rpc/src/index.ts', imports: '#contracts/card' },
  {
    what: 'a library knows a service',
    file: 'libs/rpc/src/index.ts',
    imports: '../../../apps/card/src/main.ts',
  },
  {
    what: 'a tool reads the source of a service',
    file: 'tools/contracts/src/index.ts',
    imports: '../../../apps/card/src/main.ts',
  },
  {
    what: 'the local stack imports infrastructure',
    file: 'tools/local-stack/src/index.ts',
    imports: '#infra',
  },
  {
    what: 'the bundler imports a tool that does not ship the product',
    file: 'tools/bundle/src/index.ts',
    imports: '#tools/screens',
  },
  {
    what: 'the end-to-end tests import the delivery tool',
    file: 'apps/e2e/src/client.ts',
    imports: '#tools/delivery',
  },
  {
    what: "a library's test imports the delivery tool",
    file: 'libs/rpc/src/breaker.spec.ts',
    imports: '#tools/delivery',
  },
];

const allowed: Case[] = [
  { what: 'a service imports its own contract', file: 'apps/card/src/main.ts', imports: '#contracts/card' },
  {
    what: 'a service imports the contract of a service that it calls',
    file: 'apps/account/src/main.ts',
    imports: '#contracts/card',
  },
  {
    what: 'a contract imports the vocabulary',
    file: 'libs/contracts/card/src/index.ts',
    imports: '#contracts/vocabulary',
  },
  {
    what: 'the operation status reads deployment records',
    file: 'tools/screens/src/index.ts',
    imports: '#libs/github',
  },
  {
    what: 'a tool imports a contract',
    file: 'tools/contracts/src/index.ts',
    imports: '#contracts/card',
  },
];

function lint(cases: readonly Case[]): string[][] {
  const texts = cases.map(({ file, imports }) => ({ file, text: `import '${imports}';\n` }));
  const script = join(__dirname, 'lint-text.js');
  const output = execFileSync(process.execPath, [script, JSON.stringify(texts)], {
    cwd: root,
    encoding: 'utf8',
  });
  return JSON.parse(output) as string[][];
}

describe('the lint rule for module boundaries', () => {
  const faults = lint([...forbidden, ...allowed]);

  it.each(forbidden.map(({ what }, index) => [what, index] as const))(
    'rejects the change "%s"',
    (_, index) => {
      expect(faults[index]).toHaveLength(1);
    },
  );

  it.each(allowed.map(({ what }, index) => [what, forbidden.length + index] as const))(
    'accepts the change "%s"',
    (_, index) => {
      expect(faults[index]).toEqual([]);
    },
  );
});
