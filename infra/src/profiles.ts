export type ProfileName = 'small' | 'standard' | 'strict';

/** These choices determine the costs of a stage. ADR 81 lists the prices. */
export interface Profile {
  readonly name: ProfileName;
  readonly zones: 2 | 3;
  /**
   * Whether the VPC has endpoints for the AWS services that tasks use often. Without endpoints, tasks use
   * NAT.
   */
  readonly interfaceEndpoints: boolean;
  /** Whether AWS may stop tasks with a notice of two minutes (Fargate Spot). */
  readonly spot: boolean;
  readonly database: {
    /** `shared` means one instance with a database for each service. */
    readonly instance: 'shared' | 'per-service';
    readonly instanceClass: string;
  };
  /** The monthly budget (USD): the price of a stage without traffic in ADR 81, plus 25 %. */
  readonly monthlyBudgetUsd: number;
  /** What encrypts traffic inside the VPC (R33). */
  readonly encryption: 'services' | 'hardware';
}

const small: Profile = {
  name: 'small',
  zones: 2,
  interfaceEndpoints: false,
  spot: true,
  database: { instance: 'shared', instanceClass: 't4g.small' },
  monthlyBudgetUsd: 250,
  encryption: 'services',
};

const standard: Profile = {
  name: 'standard',
  zones: 3,
  interfaceEndpoints: true,
  spot: false,
  database: { instance: 'per-service', instanceClass: 't4g.medium' },
  monthlyBudgetUsd: 1_300,
  encryption: 'services',
};

const strict: Profile = {
  name: 'strict',
  zones: 3,
  interfaceEndpoints: true,
  spot: false,
  // This is the smallest class whose hardware encrypts network traffic. Burstable classes don't encrypt
  // network traffic.
  database: { instance: 'per-service', instanceClass: 'm7g.large' },
  monthlyBudgetUsd: 2_500,
  encryption: 'hardware',
};

export const profiles: Readonly<Record<ProfileName, Profile>> = { small, standard, strict };
