import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type Contract, type Operation, operationsOf } from '#contracts/vocabulary';
import { builtOperations } from '#tools/delivery';

/** The operations of contracts that no source of their service implements. */
export async function notBuilt(root: string, contracts: readonly Contract[]): Promise<Operation[]> {
  const ofEach = await Promise.all(contracts.map((contract) => notBuiltOf(root, contract)));
  return ofEach.flat();
}

async function notBuiltOf(root: string, contract: Contract): Promise<Operation[]> {
  const lines = await linesUnder(join(root, 'apps', contract.name, 'src'));
  const built = builtOperations(lines.filter(({ text }) => /^\s*@[A-Za-z]/.test(text)));
  // Whoever serves a contract answers its ping.
  return operationsOf(contract).filter(({ id }) => id !== 'ping' && !built.includes(id));
}

interface SourceLine {
  readonly file: string;
  readonly number: number;
  readonly text: string;
}

async function linesUnder(folder: string): Promise<SourceLine[]> {
  if (!existsSync(folder)) return [];
  const files = await readdir(folder, { recursive: true });
  const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'));
  const ofEach = await Promise.all(
    sources.map(async (file) => {
      const text = await readFile(join(folder, file), 'utf8');
      return text.split('\n').map((line, index) => ({ file, number: index + 1, text: line }));
    }),
  );
  return ofEach.flat();
}
