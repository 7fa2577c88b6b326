import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type LogLine, parseLogText } from '#libs/request-logs';

const run = promisify(execFile);
/** The maximum length of a container's log (bytes). */
const MAX_OUTPUT = 512 * 1024 * 1024;

export type Docker = (args: readonly string[]) => Promise<string>;

/**
 * Reads the logs of the containers that Docker Compose started in this folder. Throws an Error if there are
 * no containers.
 */
export async function readDockerLines(root: string, docker: Docker = runDocker): Promise<LogLine[]> {
  const filter = `label=com.docker.compose.project.working_dir=${root}`;
  const ids = (await docker(['ps', '--all', '--quiet', '--filter', filter])).split('\n').filter(Boolean);
  if (ids.length === 0) throw new Error('No container runs here. Start the stack with docker compose up.');
  const texts = await Promise.all(ids.map((id) => docker(['logs', id])));
  return texts.flatMap(parseLogText);
}

async function runDocker(args: readonly string[]): Promise<string> {
  const { stdout } = await run('docker', args, { maxBuffer: MAX_OUTPUT });
  return stdout;
}
