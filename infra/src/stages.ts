import { RemovalPolicy } from 'aws-cdk-lib';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';

export type StageName = 'dev' | 'production';

/** Everything in which one stage differs from another. */
export interface Stage {
  readonly name: StageName;
  /** Where it is reached, unless the command line says otherwise. */
  readonly domain: string;
  /** What services are told of where they run; outside of production they hold answers against the contract. */
  readonly environment: 'development' | 'production';
  readonly network: {
    readonly natGateways: number;
    /** What happens to traffic in the VPC that is not encrypted: it is reported, or it is refused. */
    readonly encryption: 'monitor' | 'enforce';
  };
  readonly database: {
    readonly multiAz: boolean;
    readonly backupDays: number;
  };
  /** Whether backups and objects are copied to a second region. */
  readonly replicated: boolean;
  readonly tasks: {
    readonly minimum: number;
    readonly maximum: number;
    /** 1024 is one processor. */
    readonly cpu: number;
    readonly memoryMib: number;
  };
  readonly logRetention: RetentionDays;
  /** Whether it has a user pool of its own; otherwise the issuer is given by parameters. */
  readonly ownUserPool: boolean;
  /** Whether test data is written into it. */
  readonly seeded: boolean;
  /** What becomes of things that can be made again when their stack goes. */
  readonly leftovers: RemovalPolicy;
}

const dev: Stage = {
  name: 'dev',
  domain: 'api.dev.qred.example',
  environment: 'development',
  network: { natGateways: 1, encryption: 'monitor' },
  database: { multiAz: false, backupDays: 7 },
  replicated: false,
  tasks: { minimum: 1, maximum: 2, cpu: 256, memoryMib: 512 },
  logRetention: RetentionDays.ONE_MONTH,
  ownUserPool: true,
  seeded: true,
  leftovers: RemovalPolicy.DESTROY,
};

const production: Stage = {
  name: 'production',
  domain: 'api.qred.example',
  environment: 'production',
  network: { natGateways: 3, encryption: 'enforce' },
  database: { multiAz: true, backupDays: 35 },
  replicated: true,
  tasks: { minimum: 2, maximum: 10, cpu: 512, memoryMib: 1024 },
  logRetention: RetentionDays.ONE_YEAR,
  ownUserPool: false,
  seeded: false,
  leftovers: RemovalPolicy.RETAIN,
};

export const stages: Readonly<Record<StageName, Stage>> = { dev, production };
