export type ProfileName = 'small' | 'standard' | 'strict';

/** The choices that determine the costs of a stage. ADR 81 has the prices. */
export interface Profile {
  readonly name: ProfileName;
  /** The number of availability zones. */
  readonly zones: 2 | 3;
  /** Whether the VPC has endpoints of the AWS services that tasks use often. Otherwise tasks use NAT. */
  readonly interfaceEndpoints: boolean;
  /** Whether AWS may stop tasks with two minutes' notice (Fargate Spot). */
  readonly spot: boolean;
  readonly database: {
    /** One instance with a database per service, or one instance per service. */
    readonly instance: 'shared' | 'per-service';
    readonly instanceClass: string;
  };
  /** The costs per month above which a stage is too expensive (USD): the idle price of ADR 81 plus a quarter for traffic. */
  readonly monthlyBudgetUsd: number;
  /** Whether the hardware or the services encrypt traffic inside the VPC (R33). */
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
  // The smallest class whose hardware encrypts network traffic. Burstable classes don't encrypt it.
  database: { instance: 'per-service', instanceClass: 'm7g.large' },
  monthlyBudgetUsd: 2_500,
  encryption: 'hardware',
};

export const profiles: Readonly<Record<ProfileName, Profile>> = { small, standard, strict };
