import type { Commit, DeploymentRecords, Part } from '#libs/github';
import type { PlannedUnit } from './plan.ts';

/** The ports of one stage. A failure throws an Error that says what to do or where to look. */
export interface Images {
  exists(service: string, sha: string): Promise<boolean>;
  /** Builds the images of the checked out commit together and pushes them to the stage's registry. */
  publish(services: readonly string[], sha: string): Promise<void>;
  /** Copies an image from the registry of the previous stage, with the same digest. */
  copy(service: string, sha: string): Promise<void>;
  /** Waits for the registry's scan. Throws an Error that lists the serious vulnerabilities that nobody accepted. */
  assertSafe(service: string, sha: string): Promise<void>;
}

/** The two tasks of a service. Each has its own image tag, so they move independently. */
export type TaskKind = 'migration' | 'service';

export interface Stacks {
  /** Sets the image for the next deployment of a task's stack. Returns the previous sha. */
  useImage(service: string, task: TaskKind, sha: string): Promise<string | undefined>;
  /** Deploys the stack of a part of a service, or of the foundation. */
  deploy(unit: string, part: Part): Promise<void>;
  /** Deploys the service stack. Returns the task definition revision to run from now on. */
  deployService(service: string): Promise<string>;
}

export interface OneOffTasks {
  /** Runs a task with the migration stack's image. Every container must exit with 0. */
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
  /** The revision that ECS should run. Undefined if the service doesn't exist yet. */
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
  /** Writes test data. Undefined if the stage has none. */
  readonly seeds: OneOffTasks | undefined;
  readonly rollouts: Rollouts;
  readonly smoke: Smoke;
  readonly records: Pick<DeploymentRecords, 'start'>;
  /** The commits in a deployment, for its record. */
  readonly commits: (planned: PlannedUnit, sha: string) => Promise<readonly Commit[]>;
  /** The operations of a service that the checked out commit implements. */
  readonly builtOperations: (service: string) => Promise<readonly string[]>;
  readonly now: () => Date;
}
