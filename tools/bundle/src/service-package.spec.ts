import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type LockFile, parseLockFile, parsePackageFile } from './package-files.ts';
import { servicePackage } from './service-package.ts';

const packageFile = { version: '1.0.0', dependencies: { web: '2.0.0', driver: '4.0.0', other: '1.0.0' } };

function lockFile(packages: LockFile['packages']): LockFile {
  return { lockfileVersion: 3, packages };
}

/** `web` needs `http` 2 and `log`. `log` needs `http` 1. `driver` is an optional peer dependency of `web`. */
const lock = lockFile({
  '': { version: '1.0.0' },
  'node_modules/web': {
    version: '2.0.0',
    integrity: 'sha512-web',
    dependencies: { http: '^2.0.0', log: '^1.0.0' },
    optionalDependencies: { native: '^1.0.0' },
    peerDependencies: { driver: '^4.0.0', rare: '^1.0.0', base: '^1.0.0' },
    peerDependenciesMeta: { driver: { optional: true }, rare: { optional: true } },
  },
  'node_modules/base': { version: '1.1.0' },
  'node_modules/http': { version: '2.1.0' },
  'node_modules/log': { version: '1.2.0', dependencies: { http: '^1.0.0' } },
  'node_modules/log/node_modules/http': { version: '1.9.0' },
  'node_modules/driver': { version: '4.0.0' },
  'node_modules/rare': { version: '1.0.0', dev: true },
  'node_modules/other': { version: '1.0.0' },
  'node_modules/test-tool': { version: '9.0.0', dev: true },
});

function packageOf(imported: readonly string[], lockFile = lock) {
  const files = servicePackage('books', imported, { packageFile, lockFile });
  return {
    ...files['package.json'],
    lock: parseLockFile(JSON.stringify(files['package-lock.json'])).packages,
  };
}

it('the package.json of a service lists its imported packages and the optional peers of these packages', () => {
  expect(packageOf(['web'])).toMatchObject({
    name: 'books',
    type: 'module',
    dependencies: { driver: '4.0.0', web: '2.0.0' },
  });
});

it('the package lock of a service contains only the packages that the service needs', () => {
  const { '': own, ...packages } = packageOf(['web']).lock;
  expect(own).toMatchObject({ dependencies: { driver: '4.0.0', web: '2.0.0' } });
  const needed = ['base', 'driver', 'http', 'log', 'log/node_modules/http', 'web'].map(
    (name) => `node_modules/${name}`,
  );
  expect(packages).toEqual(Object.fromEntries(needed.map((path) => [path, lock.packages[path]])));
});

it('the package lock of a service keeps a nested version of a package', () => {
  const nested = { 'node_modules/web/node_modules/http': { version: '2.0.5' } };
  const { lock: packages } = packageOf(['web'], lockFile({ ...lock.packages, ...nested }));
  expect(packages).toHaveProperty(['node_modules/web/node_modules/http']);
  expect(packages).not.toHaveProperty(['node_modules/http']);
});

it('servicePackage rejects an import of a development dependency', () => {
  expect(() => packageOf(['web', 'test-tool'])).toThrow('books imports test-tool. Add it to "dependencies"');
});

it('servicePackage rejects an incomplete lock file', () => {
  const { 'node_modules/base': _, ...packages } = lock.packages;
  expect(() => packageOf(['web'], lockFile(packages))).toThrow('no base for node_modules/web');
});

it('a service that imports all dependencies gets the same package versions as the workspace', () => {
  const root = resolve(__dirname, '../../..');
  const workspace = {
    packageFile: parsePackageFile(readFileSync(join(root, 'package.json'), 'utf8')),
    lockFile: parseLockFile(readFileSync(join(root, 'package-lock.json'), 'utf8')),
  };
  const all = Object.keys(workspace.packageFile.dependencies);
  const { 'package-lock.json': file } = servicePackage('all', all, workspace);
  const { '': _, ...packages } = parseLockFile(JSON.stringify(file)).packages;
  for (const [path, entry] of Object.entries(packages)) {
    expect(entry).toEqual(workspace.lockFile.packages[path]);
    expect(entry).not.toHaveProperty('dev');
  }
});
