import { posix } from 'node:path';
import { compileFunction } from 'node:vm';
import { transformSync } from '@swc/core';
import * as zod from 'zod';
import type { Contract } from '#contracts/vocabulary';
import * as vocabulary from '#contracts/vocabulary';
import { findContract } from '#libs/contract-catalog';
import { type Files, filesOf, readSource } from './names.ts';

/** Modules that contracts may import besides their own files. */
const SHARED: Readonly<Record<string, unknown>> = { zod, '#contracts/vocabulary': vocabulary };

/**
 * Runs a service's contract from the tree, because some changes may not be on disk yet. Throws an Error that names the
 * service if the contract can't run.
 */
export function readContract(tree: Files, service: string): Contract {
  const loaded = new Map<string, object>();
  const load = (file: string): unknown => {
    const known = loaded.get(file);
    if (known) return known;
    const module = {};
    loaded.set(file, module);
    const folder = posix.dirname(file);
    const require = (path: string): unknown =>
      path.startsWith('.') ? load(posix.join(folder, path)) : SHARED[path];
    const run = compileFunction(toCommonJs(readSource(tree, file)), ['exports', 'require']);
    Reflect.apply(run, undefined, [module, require]);
    return module;
  };
  try {
    return findContract(service, load(filesOf({ service, slug: '' }).index));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The contract of ${service} can't run. Fix it first: ${reason}`, { cause });
  }
}

function toCommonJs(source: string): string {
  return transformSync(source, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
    module: { type: 'commonjs' },
  }).code;
}
