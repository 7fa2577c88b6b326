import type { DeploymentRecord } from '../records/record.ts';
import { FOUNDATION } from './content/content.ts';
import type { Ports, TaskKind } from './ports.ts';

/** The step at which a deployment fails. */
export type Fault =
  | 'foundation stack'
  | 'data stack'
  | 'image'
  | 'scan'
  | 'migration stack'
  | 'migration'
  | 'seed'
  | 'service stack'
  | 'rollback during deployment'
  | 'rollback'
  | 'smoke test';

type Named = Readonly<Record<'name', string>>;

/** Names in a stage. `#infra` provides them. */
export interface RecordedNames {
  readonly repository: (service: Named) => string;
  readonly stacks: {
    readonly foundation: string;
    readonly recovery: string;
    readonly monitoring: string;
    readonly data: (service: Named) => string;
    readonly migration: (service: Named) => string;
    readonly service: (service: Named) => string;
  };
}

export interface Scenario {
  /** Failures by service. */
  readonly faults?: Readonly<Record<string, Fault>>;
  /** Services that never ran in the stage. */
  readonly newServices?: readonly string[];
  /** Whether images exist already. */
  readonly hasImages?: boolean;
  /** Whether the stage has test data. */
  readonly isSeeded?: boolean;
  readonly now?: () => Date;
}

const IMAGE_BEFORE = 'the image before';

export interface Recording {
  readonly ports: Ports;
  /** The recorded steps in order. */
  readonly journal: readonly string[];
  readonly records: readonly DeploymentRecord[];
}

/** Ports that record each step instead of running it. */
export function recordingPorts(names: RecordedNames, scenario: Scenario = {}): Recording {
  const {
    faults = {},
    newServices = [],
    hasImages = false,
    isSeeded = false,
    now = () => new Date(),
  } = scenario;
  const journal: string[] = [];
  const records: DeploymentRecord[] = [];
  const images = new Map<string, string>();
  const touched = new Set<string>();

  const act = (service: string, what: string, fault?: Fault): Promise<void> => {
    journal.push(`${service}: ${what}`);
    return fault !== undefined && faults[service] === fault
      ? Promise.reject(new Error(`It failed: ${what}`))
      : Promise.resolve();
  };

  const useImage = async (service: string, task: TaskKind, sha: string): Promise<string | undefined> => {
    const key = `${service}/${task}`;
    const before = images.get(key) ?? (newServices.includes(service) ? undefined : IMAGE_BEFORE);
    images.set(key, sha);
    await act(service, `set the image of the ${task} to ${sha === IMAGE_BEFORE ? sha : sha.slice(0, 7)}`);
    return before;
  };

  const deployService = async (service: string): Promise<string> => {
    touched.add(service);
    if (faults[service] === 'service stack') touched.delete(service);
    await act(service, `deploy ${names.stacks.service({ name: service })}`, 'service stack');
    if (faults[service] === 'rollback during deployment') throw new Error('CloudFormation failed');
    return `${service}:2`;
  };

  const ports: Ports = {
    images: {
      exists: () => Promise.resolve(hasImages),
      publish: async (services, sha) => {
        for (const service of services)
          await act(service, `build and push ${names.repository({ name: service })}:${sha}`, 'image');
      },
      copy: (service, sha) => act(service, `copy ${names.repository({ name: service })}:${sha}`, 'image'),
      assertSafe: (service) => act(service, 'check the scan of the image', 'scan'),
    },
    stacks: {
      useImage,
      deployFoundation: async (parts) => {
        if (parts.includes('recovery-stack')) await act(FOUNDATION, `deploy ${names.stacks.recovery}`);
        if (parts.includes('foundation-stack'))
          await act(FOUNDATION, `deploy ${names.stacks.foundation}`, 'foundation stack');
        if (parts.includes('monitoring-stack')) await act(FOUNDATION, `deploy ${names.stacks.monitoring}`);
      },
      deployData: (service) => act(service, `deploy ${names.stacks.data({ name: service })}`, 'data stack'),
      deployMigration: (service) =>
        act(service, `deploy ${names.stacks.migration({ name: service })}`, 'migration stack'),
      deployService,
    },
    migrations: { run: (service) => act(service, 'run the migration', 'migration') },
    seeds: isSeeded ? { run: (service) => act(service, 'write the test data', 'seed') } : undefined,
    rollouts: {
      current: (service) => {
        if (newServices.includes(service)) return Promise.resolve(undefined);
        const revision = touched.has(service) ? '2' : '1';
        return Promise.resolve({ id: revision, taskDefinition: `${service}:${revision}` });
      },
      settle: async (service) => {
        await act(service, 'wait until the new revision runs');
        return faults[service] === 'rollback'
          ? { kind: 'rolled_back', reason: 'The tasks did not become healthy' }
          : { kind: 'completed' };
      },
    },
    smoke: { check: (service) => act(service, 'smoke test', 'smoke test') },
    records: {
      start: async (attempt) => {
        const { service, kind } = attempt;
        await act(service, `record the ${kind}: started`);
        return {
          finish: async (outcome) => {
            const record = { ...attempt, ...outcome };
            records.push(record);
            await act(service, `record the ${kind}: ${outcome.result}`);
            return record;
          },
        };
      },
    },
    commits: () => Promise.resolve([]),
    builtOperations: () => Promise.resolve([]),
    now,
  };
  return { ports, journal, records };
}
