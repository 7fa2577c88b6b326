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
  /** One of the numbers of days that CloudWatch knows. */
  readonly logDays: 30 | 365;
  /** Whether it has a user pool of its own; otherwise the issuer is given by parameters. */
  readonly ownUserPool: boolean;
  /** Whether test data is written into it. */
  readonly seeded: boolean;
  /** Whether things that could be made again are kept when their stack goes; data always is. */
  readonly keepsLeftovers: boolean;
}

const dev: Stage = {
  name: 'dev',
  domain: 'api.dev.qred.example',
  environment: 'development',
  network: { natGateways: 1, encryption: 'monitor' },
  database: { multiAz: false, backupDays: 7 },
  replicated: false,
  tasks: { minimum: 1, maximum: 2, cpu: 256, memoryMib: 512 },
  logDays: 30,
  ownUserPool: true,
  seeded: true,
  keepsLeftovers: false,
};

const production: Stage = {
  name: 'production',
  domain: 'api.qred.example',
  environment: 'production',
  network: { natGateways: 3, encryption: 'enforce' },
  database: { multiAz: true, backupDays: 35 },
  replicated: true,
  tasks: { minimum: 2, maximum: 10, cpu: 512, memoryMib: 1024 },
  logDays: 365,
  ownUserPool: false,
  seeded: false,
  keepsLeftovers: true,
};

export const stages: Readonly<Record<StageName, Stage>> = { dev, production };
