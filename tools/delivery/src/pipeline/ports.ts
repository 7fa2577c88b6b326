import type { Commit } from '../records/record.ts';
import type { DeploymentRecords } from '../records/deployment-records.ts';
import type { PlannedService } from './plan.ts';

/** Everything here is of one stage. What fails throws an Error that says what to do or where to look. */
export interface Images {
  exists(service: string, sha: string): Promise<boolean>;
  /** Builds the image of the commit that is checked out, and puts it where the stage takes it from. */
  publish(service: string, sha: string): Promise<void>;
}

/** Each service has two tasks with an image of their own choice, so that one moves without the other. */
export type TaskKind = 'migration' | 'service';

export interface Stacks {
  /** Says which image the stack of a task uses when it is deployed. Answers with the sha that it said before. */
  useImage(service: string, task: TaskKind, sha: string): Promise<string | undefined>;
  deployMigration(service: string): Promise<void>;
  /** Answers with the revision of the task definition that is to run from now on. */
  deployService(service: string): Promise<string>;
}

export interface OneOffTasks {
  /** Runs a task of the image that the migration's stack was deployed with; every container must exit with 0. */
  run(service: string): Promise<void>;
}

export interface Rollout {
  readonly id: string;
  readonly taskDefinition: string;
}

export type RolloutOutcome =
  { readonly kind: 'completed' } | { readonly kind: 'rolled_back'; readonly reason: string };

export interface Rollouts {
  /** What ECS has been told to run; undefined where the service does not exist yet. */
  current(service: string): Promise<Rollout | undefined>;
  /** Waits until the revision runs, or until ECS has given it up. */
  settle(service: string, taskDefinition: string): Promise<RolloutOutcome>;
}

export interface Smoke {
  /** Asks the service from outside. Throws an Error if it does not answer as its contract says. */
  check(service: string, sha: string): Promise<void>;
}

export interface Ports {
  readonly images: Images;
  readonly stacks: Stacks;
  readonly migrations: OneOffTasks;
  /** Write test data; undefined where the stage has none. */
  readonly seeds: OneOffTasks | undefined;
  readonly rollouts: Rollouts;
  readonly smoke: Smoke;
  readonly records: Pick<DeploymentRecords, 'add'>;
  /** The commits that a deployment brings, for its record. */
  readonly commits: (planned: PlannedService, sha: string) => Promise<readonly Commit[]>;
  readonly now: () => Date;
}
