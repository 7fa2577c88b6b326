import type { Commit, DeploymentRecords, Part } from '#libs/github';
import type { PlannedUnit } from './plan.ts';

/** Each port is for one stage. The error messages of a port say what to do or where to look. */
export interface Images {
  exists(service: string, sha: string): Promise<boolean>;
  /** Builds the images of all services together, and pushes them to the stage's registry. */
  publish(services: readonly string[], sha: string): Promise<void>;
  /** Copies an image from the previous stage's registry without changing its digest. */
  copy(service: string, sha: string): Promise<void>;
  /**
   * Waits for the registry's scan. Throws an Error that lists serious vulnerabilities that nobody accepted.
   */
  assertSafe(service: string, sha: string): Promise<void>;
}

/** Each task has a separate image tag, so the migration and the service can use different images. */
export type TaskKind = 'migration' | 'service';

export interface Stacks {
  /** Sets the image for the next deployment of a task's stack. Returns the previous sha. */
  useImage(service: string, task: TaskKind, sha: string): Promise<string | undefined>;
  deploy(unit: string, part: Part): Promise<void>;
  /** Returns the task definition revision that ECS should run. */
  deployService(service: string): Promise<string>;
}

export interface OneOffTasks {
  /** Throws an Error unless every container exits with 0. */
  run(service: string): Promise<void>;
}

export interface Rollout {
  readonly id: string;
  readonly taskDefinition: string;
}

export type RolloutOutcome =
  | { readonly kind: 'completed' }
  | { readonly kind: 'rolled_back'; readonly reason: string };

export interface Rollouts {
  /** Returns undefined if the service doesn't exist yet. */
  current(service: string): Promise<Rollout | undefined>;
  /** Waits until the revision runs or ECS rolls it back. */
  settle(service: string, taskDefinition: string): Promise<RolloutOutcome>;
}

export interface Smoke {
  /** Calls the service from outside. Throws an Error if the response breaks the contract. */
  check(service: string, sha: string): Promise<void>;
}

export interface Ports {
  readonly images: Images;
  readonly stacks: Stacks;
  readonly migrations: OneOffTasks;
  /** Writes test data. Undefined in a stage without test data. */
  readonly seeds: OneOffTasks | undefined;
  readonly rollouts: Rollouts;
  readonly smoke: Smoke;
  readonly records: Pick<DeploymentRecords, 'start'>;
  readonly commits: (planned: PlannedUnit, sha: string) => Promise<readonly Commit[]>;
  readonly builtOperations: (service: string) => Promise<readonly string[]>;
  readonly now: () => Date;
}
