import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { StandInPostgres, freePort } from '#libs/stand-ins';
import { DATABASE_ADMINISTRATOR } from '../naming.ts';
import type { IamAuthority } from './iam-authority.ts';

const OWNER = 'rdsadmin';
const PASSWORD = randomBytes(8).toString('hex');

/** The values of the instance's MasterUserAuthenticationType. */
type MasterAuthentication = 'password' | 'iam-db-auth';

/**
 * A PostgreSQL server with RDS's rules for sign-in. Members of `rds_iam` need a token, even if they are members only
 * through another role. All other roles need a password. The administrator is not a superuser.
 */
export class RdsModel {
  /** Works only if the administrator signs in with a password. */
  readonly masterPassword = PASSWORD;
  private server: StandInPostgres | undefined;
  private port = 0;
  private folder = 'first';

  private constructor(
    private readonly base: string,
    private readonly iam: IamAuthority,
  ) {}

  static async create(iam: IamAuthority, master: MasterAuthentication): Promise<RdsModel> {
    const base = mkdtempSync(join(tmpdir(), 'qred-rds-'));
    // The server's user must be able to enter the folder.
    chmodSync(base, 0o711);
    const model = new RdsModel(base, iam);
    await model.start();
    await model.setUp(master);
    return model;
  }

  get address(): { readonly host: string; readonly port: number } {
    return { host: '127.0.0.1', port: this.port };
  }

  /** Continues with a copy of the data, as RDS does when it restores an instance from a snapshot. */
  async restore(): Promise<void> {
    await this.server?.stop();
    execFileSync('cp', ['-a', this.data, join(this.base, 'restored')]);
    this.folder = 'restored';
    await this.start();
  }

  /**
   * Runs `work`, in which the administrator grants `rds_iam`. On RDS, the administrator may grant this role
   * without being a member. PostgreSQL requires membership, so the administrator is a member while `work`
   * runs.
   */
  async whileAdministratorMayGrantIam(work: () => Promise<void>): Promise<void> {
    await this.asOwner(async (owner) => {
      const [isMember] = await membersOfIam(owner, `member = '${DATABASE_ADMINISTRATOR}'::regrole`);
      if (isMember !== undefined) return work();
      await owner.query(`GRANT rds_iam TO ${DATABASE_ADMINISTRATOR} WITH ADMIN OPTION`);
      try {
        await work();
      } finally {
        const granted = await membersOfIam(owner, `grantor = '${DATABASE_ADMINISTRATOR}'::regrole`);
        await owner.query(`REVOKE rds_iam FROM ${DATABASE_ADMINISTRATOR} CASCADE`);
        for (const role of granted) await owner.query(`GRANT rds_iam TO ${role}`);
      }
    });
  }

  async stop(): Promise<void> {
    await this.server?.stop();
    rmSync(this.base, { recursive: true, force: true });
  }

  private get data(): string {
    return join(this.base, this.folder);
  }

  private async start(): Promise<void> {
    this.port = await freePort();
    this.server = await StandInPostgres.start({
      directory: this.data,
      port: this.port,
      password: PASSWORD,
      durable: false,
      keepsData: true,
    });
  }

  private async setUp(master: MasterAuthentication): Promise<void> {
    await this.as('postgres', (first) =>
      first.query(`CREATE ROLE helper SUPERUSER LOGIN PASSWORD '${PASSWORD}'`),
    );
    await this.as('helper', (helper) => helper.query(`ALTER ROLE postgres RENAME TO ${OWNER}`));
    await this.asOwner(async (owner) => {
      await owner.query('DROP ROLE helper');
      await owner.query('CREATE ROLE rds_iam');
      const password = master === 'password' ? `PASSWORD '${PASSWORD}'` : '';
      await owner.query(`CREATE ROLE ${DATABASE_ADMINISTRATOR} LOGIN CREATEROLE CREATEDB ${password}`);
      if (master === 'iam-db-auth') {
        await owner.query(`GRANT rds_iam TO ${DATABASE_ADMINISTRATOR} WITH ADMIN OPTION`);
      }
      writeFileSync(join(this.data, 'pg_hba.conf'), this.rules());
      await owner.query('SELECT pg_reload_conf()');
    });
  }

  private rules(): string {
    const { port, secret } = this.iam;
    return [
      `host all ${OWNER} 127.0.0.1/32 scram-sha-256`,
      `host all +rds_iam 127.0.0.1/32 radius radiusservers="127.0.0.1" radiusports="${port}" radiussecrets="${secret}"`,
      'host all all 127.0.0.1/32 scram-sha-256',
      '',
    ].join('\n');
  }

  private asOwner<T>(work: (owner: Client) => Promise<T>): Promise<T> {
    return this.as(OWNER, work);
  }

  private async as<T>(user: string, work: (client: Client) => Promise<T>): Promise<T> {
    const client = new Client({ ...this.address, user, password: PASSWORD, database: 'postgres' });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }
}

async function membersOfIam(owner: Client, condition: string): Promise<string[]> {
  const { rows } = await owner.query<{ role: string }>(
    `SELECT member::regrole::text AS role FROM pg_auth_members WHERE roleid = 'rds_iam'::regrole AND ${condition}`,
  );
  return rows.map(({ role }) => role);
}
