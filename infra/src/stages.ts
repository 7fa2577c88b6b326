import type { ProfileName } from './profiles.ts';

export type StageName = 'dev' | 'production';

export interface Stage {
  readonly name: StageName;
  /** Value of ENVIRONMENT. Outside production, services validate responses against the contract. */
  readonly environment: 'development' | 'production';
  readonly defaultProfile: ProfileName;
  readonly acceptedProfiles: readonly ProfileName[];
  readonly natGateways: number;
  readonly database: {
    readonly multiAz: boolean;
    readonly backupDays: number;
  };
  readonly replicated: boolean;
  readonly tasks: {
    readonly minimum: number;
    readonly maximum: number;
    /** CPU units: 1024 units are one vCPU. */
    readonly cpu: number;
    readonly memoryMib: number;
  };
  /** Whether alarms watch each service's objectives. A stage with only test data needs no such alarms. */
  readonly watchesObjectives: boolean;
  /** CloudWatch allows only some numbers of days. */
  readonly logDays: 30 | 365;
  /** Whether the stage has a user pool. Without a user pool, parameters define the issuer. */
  readonly ownUserPool: boolean;
  readonly seeded: boolean;
  /** Whether a mock serves unbuilt operations. Without a mock, services return 501 for unbuilt operations. */
  readonly mocksUnbuilt: boolean;
  /** Whether resources that can be recreated stay when their stack is deleted. Data always stays. */
  readonly retainsOnDelete: boolean;
}

const dev: Stage = {
  name: 'dev',
  environment: 'development',
  defaultProfile: 'small',
  acceptedProfiles: ['small', 'standard', 'strict'],
  natGateways: 1,
  database: { multiAz: false, backupDays: 7 },
  replicated: false,
  tasks: { minimum: 1, maximum: 2, cpu: 256, memoryMib: 512 },
  watchesObjectives: false,
  logDays: 30,
  ownUserPool: true,
  seeded: true,
  mocksUnbuilt: true,
  retainsOnDelete: false,
};

const production: Stage = {
  name: 'production',
  environment: 'production',
  defaultProfile: 'standard',
  acceptedProfiles: ['standard', 'strict'],
  natGateways: 3,
  database: { multiAz: true, backupDays: 35 },
  replicated: true,
  tasks: { minimum: 2, maximum: 10, cpu: 512, memoryMib: 1024 },
  watchesObjectives: true,
  logDays: 365,
  ownUserPool: false,
  seeded: false,
  mocksUnbuilt: false,
  retainsOnDelete: true,
};

export const stages: Readonly<Record<StageName, Stage>> = { dev, production };
