import { readDockerLines } from './docker-logs.ts';

const line = (service: string) =>
  JSON.stringify({ level: 'info', time: '2026-11-26T12:00:00.000Z', service, msg: 'a text' });

describe('readDockerLines', () => {
  it('reads the logs of containers that Docker Compose started in this folder', async () => {
    const docker = jest.fn((args: readonly string[]) =>
      Promise.resolve(args[0] === 'ps' ? 'one\ntwo\n' : `not JSON\n${line(`service-${args[1]}`)}\n`),
    );

    const lines = await readDockerLines('/repository', docker);

    expect(lines.map(({ service }) => service)).toEqual(['service-one', 'service-two']);
    expect(docker.mock.calls[0]?.[0]).toContain('label=com.docker.compose.project.working_dir=/repository');
  });

  it('throws an error that says how to start the stack if no container exists', async () => {
    await expect(readDockerLines('/repository', () => Promise.resolve(''))).rejects.toThrow(
      'docker compose up',
    );
  });
});
