import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Manifest, parseManifest } from './manifest.ts';

export const MANIFEST_FILE = 'service.json';

/**
 * Returns callees before callers, and otherwise sorts by name. Throws an Error if the manifests contradict each
 * other.
 */
export function loadManifests(root: string): Manifest[] {
  const apps = join(root, 'apps');
  const manifests = readdirSync(apps)
    .sort()
    .map((folder) => ({ folder, file: join(apps, folder, MANIFEST_FILE) }))
    .filter(({ file }) => existsSync(file))
    .map(({ folder, file }) => {
      const manifest = parseManifest(JSON.parse(readFileSync(file, 'utf8')));
      if (manifest.name !== folder)
        throw new Error(`apps/${folder}/${MANIFEST_FILE} is named ${manifest.name}`);
      return manifest;
    });
  assertConsistent(manifests);
  return calleesFirst(manifests);
}

/** Returns the service that serves `/ping` at the edge. */
export function defaultService(manifests: readonly Manifest[]): Manifest {
  const [service, ...others] = manifests.filter((manifest) => manifest.default);
  if (!service || others.length > 0) {
    throw new Error('Exactly one service.json must say "default": true, for /ping at the edge');
  }
  return service;
}

function assertConsistent(manifests: readonly Manifest[]): void {
  const names = new Set(manifests.map(({ name }) => name));
  const byPort = new Map<number, string>();
  for (const { name, port, calls } of manifests) {
    const holder = byPort.get(port);
    if (holder) throw new Error(`The services ${holder} and ${name} both have port ${port}`);
    byPort.set(port, name);
    const missing = calls.filter((callee) => !names.has(callee));
    if (missing.length > 0)
      throw new Error(`${name} calls ${missing.join(', ')}, but no such service exists`);
  }
  defaultService(manifests);
}

function calleesFirst(manifests: readonly Manifest[]): Manifest[] {
  const byName = new Map(manifests.map((manifest) => [manifest.name, manifest]));
  const sorted = new Set<Manifest>();
  const visit = (manifest: Manifest, callers: readonly string[]): void => {
    if (sorted.has(manifest)) return;
    const path = [...callers, manifest.name];
    if (callers.includes(manifest.name))
      throw new Error(`Services call each other in a circle: ${path.join(' → ')}`);
    for (const callee of manifest.calls) {
      const next = byName.get(callee);
      if (next) visit(next, path);
    }
    sorted.add(manifest);
  };
  for (const manifest of manifests) visit(manifest, []);
  return [...sorted];
}
