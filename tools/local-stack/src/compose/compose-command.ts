import { outputOf } from './run.ts';

/** Compose is a part of Docker today; before, it was a program of its own, which has to be told to use BuildKit. */
export const COMPOSE_ENVIRONMENT = { DOCKER_BUILDKIT: '1', COMPOSE_DOCKER_CLI_BUILD: '1' } as const;

/** The command that this machine has for Docker Compose. Throws an Error if it has none. */
export function composeCommand(): readonly string[] {
  const found = [['docker', 'compose'], ['docker-compose']].find(
    (command) => outputOf([...command, 'version']) !== undefined,
  );
  if (!found)
    throw new Error('There is no Docker Compose: neither docker compose nor docker-compose answers');
  return found;
}
