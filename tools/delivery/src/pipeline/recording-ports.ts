import { type StageName, namesOf } from '#infra';
import type { Ports } from './ports.ts';
import { stackOf } from './stack-names.ts';

export interface RecordingOptions {
  readonly stage: StageName;
  readonly isSeeded: boolean;
  /**
   * Receives each step, such as `card: run the migration`. If this function throws an error, the step fails.
   */
  readonly onStep: (step: string) => void;
}

/**
 * Returns ports that report each step instead of running it. These ports assume that every service runs and
 * that no image exists yet.
 */
export function recordingPorts({ stage, isSeeded, onStep }: RecordingOptions): Ports {
  const { repository } = namesOf(stage);
  const image = (service: string, sha: string): string => `${repository({ name: service })}:${sha}`;

  async function act(service: string, what: string): Promise<void> {
    await Promise.resolve();
    onStep(`${service}: ${what}`);
  }

  return {
    images: {
      exists: () => Promise.resolve(false),
      publish: async (services, sha) => {
        for (const service of services) await act(service, `build and push ${image(service, sha)}`);
      },
      copy: (service, sha) => act(service, `copy ${image(service, sha)}`),
      assertSafe: (service) => act(service, 'check the scan of the image'),
    },
    stacks: {
      useImage: async (service, task, sha) => {
        await act(service, `set the image of the ${task} to ${sha.slice(0, 7)}`);
        return undefined;
      },
      deploy: (unit, part) => act(unit, `deploy ${stackOf(stage, unit, part)}`),
      deployService: async (service) => {
        await act(service, `deploy ${stackOf(stage, service, 'service-stack')}`);
        return service;
      },
    },
    migrations: { run: (service) => act(service, 'run the migration') },
    seeds: isSeeded ? { run: (service) => act(service, 'write the test data') } : undefined,
    rollouts: {
      current: (service) => Promise.resolve({ id: service, taskDefinition: service }),
      settle: async (service) => {
        await act(service, 'wait until the new revision runs');
        return { kind: 'completed' };
      },
    },
    smoke: { check: (service) => act(service, 'smoke test') },
    records: {
      start: async (attempt) => {
        const { service, kind } = attempt;
        await act(service, `record the ${kind}: started`);
        return {
          finish: async (outcome) => {
            await act(service, `record the ${kind}: ${outcome.result}`);
            return { ...attempt, ...outcome };
          },
        };
      },
    },
    commits: () => Promise.resolve([]),
    builtOperations: () => Promise.resolve([]),
    now: () => new Date(),
  };
}
