import type { CommandResult } from '../command.ts';
import { dockerImages } from './docker-images.ts';

const sha = 'a'.repeat(40);
const image = `registry.example.com/qred/dev/card:${sha}`;

describe('dockerImages', () => {
  let commands: string[];

  const images = (ended: Partial<CommandResult> = {}) => {
    commands = [];
    return dockerImages(
      { host: 'registry.example.com', repository: ({ name }) => `qred/dev/${name}` },
      (command, args) => {
        commands.push([command, ...args].join(' '));
        return Promise.resolve({ status: 0, stderr: '', ...ended });
      },
    );
  };

  it('builds an image for the CPU of the tasks and pushes it by commit', async () => {
    await images().publish('card', sha);
    expect(commands).toEqual([
      `docker buildx build --platform linux/arm64 --provenance=false --build-arg SERVICE=card --build-arg VERSION=${sha} --tag ${image} --push .`,
    ]);
    await expect(images({ status: 1 }).publish('card', sha)).rejects.toThrow('failed with status 1');
  });

  it('distinguishes a missing image from a Docker failure', async () => {
    expect(await images().exists('card', sha)).toBe(true);
    expect(commands).toEqual([`docker buildx imagetools inspect ${image}`]);
    expect(await images({ status: 1, stderr: `ERROR: ${image}: not found` }).exists('card', sha)).toBe(false);
    await expect(
      images({ status: 1, stderr: 'no basic auth credentials' }).exists('card', sha),
    ).rejects.toThrow('no basic auth credentials');
  });
});
