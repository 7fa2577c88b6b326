import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { TASK_CPU } from '#infra';
import type { CommandResult } from '../command.ts';
import { dockerImages } from './docker-images.ts';

const sha = 'a'.repeat(40);
const image = `registry.example.com/qred/dev/card:${sha}`;
const bakeSchema = z.object({
  group: z.object({ default: z.object({ targets: z.array(z.string()) }) }),
  target: z.record(z.string(), z.record(z.string(), z.unknown())),
});

describe('dockerImages', () => {
  let commands: string[];
  let bakeFiles: z.output<typeof bakeSchema>[];

  const images = (ended: Partial<CommandResult> = {}, source = 'dev.example.com') => {
    commands = [];
    bakeFiles = [];
    return dockerImages(
      {
        host: 'registry.example.com',
        repository: ({ name }) => `qred/dev/${name}`,
        cache: 'qred/dev/build-cache',
      },
      source ? { host: source, repository: ({ name }) => `qred/source/${name}` } : undefined,
      (command, args) => {
        commands.push([command, ...args].join(' '));
        const [, file] = /bake --file (\S+)/.exec(args.join(' ')) ?? [];
        if (file !== undefined) bakeFiles.push(bakeSchema.parse(JSON.parse(readFileSync(file, 'utf8'))));
        return Promise.resolve({ status: 0, stderr: '', ...ended });
      },
    );
  };

  it("builds all images of a commit for the tasks' CPU, and pushes the images", async () => {
    await images().publish(['card', 'account'], sha);
    expect(commands).toHaveLength(1);
    expect(commands[0]).toMatch(/^docker buildx bake --file /);
    expect(bakeFiles[0]?.group.default.targets).toEqual(['card', 'account']);
    expect(bakeFiles[0]?.target.card).toEqual({
      args: { SERVICE: 'card', VERSION: sha },
      platforms: [`linux/${TASK_CPU}`],
      tags: [image],
      output: ['type=registry'],
      attest: ['type=provenance,mode=max', 'type=sbom'],
      'cache-from': [
        'type=registry,ref=registry.example.com/qred/dev/build-cache:card',
        'type=registry,ref=registry.example.com/qred/dev/build-cache:account',
      ],
      'cache-to': [
        'type=registry,mode=max,image-manifest=true,oci-mediatypes=true,ref=registry.example.com/qred/dev/build-cache:card',
      ],
    });
    await expect(images({ status: 1 }).publish(['card'], sha)).rejects.toThrow('failed with status 1');
  });

  it('copies an image to a second registry without changing its digest', async () => {
    await images().copy('card', sha);
    expect(commands).toEqual([
      `docker buildx imagetools create --tag ${image} dev.example.com/qred/source/card:${sha}`,
    ]);
    expect(() => images({}, '').copy('card', sha)).toThrow('Set SOURCE_REGISTRY');
  });

  it('returns false for a missing image, but throws an error if Docker fails', async () => {
    expect(await images().exists('card', sha)).toBe(true);
    expect(commands).toEqual([`docker buildx imagetools inspect ${image}`]);
    expect(await images({ status: 1, stderr: `ERROR: ${image}: not found` }).exists('card', sha)).toBe(false);
    await expect(
      images({ status: 1, stderr: 'no basic auth credentials' }).exists('card', sha),
    ).rejects.toThrow('no basic auth credentials');
  });
});
