import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadManifests } from '#libs/manifest';
import { WorkspaceCopy } from '../testing/workspace-copy.ts';
import { stageSettings } from './arguments.ts';
import { RELEASE_FOLDER, openRelease } from './release.ts';

const TIMEOUT_MS = 10 * 60_000;

describe('openRelease', () => {
  const copy = new WorkspaceCopy(resolve(__dirname, '../../../..'));
  const file = copy.path(RELEASE_FOLDER, 'content.json');
  const one = '1'.repeat(40);
  const other = '2'.repeat(40);

  afterAll(() => copy.delete());

  it(
    'synthesizes the stage and reads the content of each service only once per commit',
    async () => {
      const created = await openRelease(copy.root, one, [stageSettings('dev', {})]);
      expect(created.sha).toBe(one);
      expect(created.content.services.map(({ manifest }) => manifest.name)).toEqual(
        loadManifests(copy.root).map(({ name }) => name),
      );
      expect(created.content.templates.dev).toHaveProperty('Card-dev');
      const assembly = join(copy.root, created.assembly('dev'));
      expect(readFileSync(join(assembly, 'Card-dev.template.json'), 'utf8')).toContain('AWS::ECS::Service');

      const { content } = await openRelease(copy.root, one, []);
      expect(content).toEqual(JSON.parse(JSON.stringify(created.content)));
      const renewed = await openRelease(copy.root, other, []);
      expect(renewed).toMatchObject({ sha: other, content: { templates: {} } });
    },
    TIMEOUT_MS,
  );

  it(
    'creates the release again if the stored release is incomplete',
    async () => {
      writeFileSync(file, JSON.stringify({ sha: other }));
      expect((await openRelease(copy.root, other, [])).content.services).not.toEqual([]);
    },
    TIMEOUT_MS,
  );
});
