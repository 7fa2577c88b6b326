import { createRequire, isBuiltin } from 'node:module';
import { compileFunction } from 'node:vm';
import Runtime from 'jest-runtime';

/** These packages keep the state of the first service in a process, so each spec file loads them again. */
const RELOADED = new Set(['nestjs-pino']);

/**
 * Loads packages with Node's `require`. The spec files of a process share the packages, but each spec file has its
 * own instances of our modules (ADR 102).
 */
export default class SharedPackagesRuntime extends Runtime {
  constructor(...options) {
    super(...options);
    const { executor } = this;
    if (!executor?.compile || !executor.injectedModuleParameters)
      throw new Error(`Jest's executor has changed. Adapt ${import.meta.filename} to this version of Jest.`);
    // Without a context, the modules run in the same realm as the packages.
    executor.compile = (source, filename) =>
      compileFunction(source, executor.injectedModuleParameters, { filename });
  }

  requireModule(from, name, options, ...rest) {
    if (name !== undefined && isShared(name)) return createRequire(from)(name);
    return super.requireModule(from, name, options, ...rest);
  }
}

function isShared(name) {
  return !/^[./#]/.test(name) && !isBuiltin(name) && !RELOADED.has(name);
}
