import { readFileSync } from 'node:fs';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { type GraphQLSchema, buildSchema, graphql } from 'graphql';
import { z } from 'zod';
import { type GitHub, type GitHubSettings, connectToGitHub } from '../connect-to-github.ts';

/** The package exports the schema only to ES modules. */
const SCHEMA = resolve(__dirname, '../../../../node_modules/@octokit/graphql-schema/schema.graphql');
const ROOT = '/repos/qred/platform/';
const TOKEN = 'a-token';
const DESCRIPTION_LENGTH = 140;
const COMMENT_LENGTH = 65_536;
/** Replaces the rate limiter of the throttling plugin, which would allow only one write per second. */
const unpaced = { key: () => ({ schedule: (_options: object, task: () => Promise<void>) => task() }) };

const deploymentBody = z.object({
  ref: z.string(),
  task: z.string().default('deploy'),
  auto_merge: z.boolean().default(true),
  required_contexts: z.array(z.string()).optional(),
  payload: z.unknown().default(''),
  environment: z.string().default('production'),
  description: z.string().max(DESCRIPTION_LENGTH).default(''),
  transient_environment: z.boolean().default(false),
  production_environment: z.boolean().optional(),
});

const statusBody = z.object({
  state: z.enum(['error', 'failure', 'inactive', 'in_progress', 'queued', 'pending', 'success']),
  description: z.string().max(DESCRIPTION_LENGTH).default(''),
  log_url: z.string().optional(),
  auto_inactive: z.boolean().default(true),
});

const graphqlBody = z.object({ query: z.string(), variables: z.record(z.string(), z.unknown()) });
const repositoryArguments = z.object({ owner: z.string(), name: z.string() });
const pageArguments = z.object({
  environments: z.array(z.string()),
  first: z.number().int().min(1).max(100),
  after: z.string().nullish(),
  orderBy: z.object({ field: z.literal('CREATED_AT'), direction: z.literal('DESC') }),
});

const commentBody = z.object({ body: z.string().max(COMMENT_LENGTH) });

interface FakeStatus {
  readonly state: string;
  readonly description: string;
  readonly log_url: string;
  readonly created_at: string;
}

export interface FakeDeployment {
  readonly id: number;
  readonly sha: string;
  readonly task: string;
  readonly environment: string;
  readonly payload: unknown;
  readonly created_at: string;
  readonly isProduction: boolean;
  readonly statuses: FakeStatus[];
}

interface FakePull {
  readonly number: number;
  /** Null while the pull request is open. */
  readonly mergedAt: string | null;
  readonly authored: readonly string[];
}

interface Refusal {
  readonly status?: number;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /**
   * `silent`: the server sends nothing. `stalled`: the server stops after the headers. `truncated`: the server ends
   * the body early.
   */
  readonly fault?: 'silent' | 'stalled' | 'truncated';
}

/** Implements the deployments and comments of GitHub's APIs, with the same rules and defaults. */
export class FakeGitHub {
  readonly deployments: FakeDeployment[] = [];
  readonly comments: { readonly id: number; body: string }[] = [];
  /** The keys are the commits that the pull requests added to main. */
  readonly pulls = new Map<string, readonly FakePull[]>();
  readonly environments = new Map<string, readonly object[]>();
  /** Each request is a method and a path without the query. */
  readonly requests: string[] = [];
  /** The fake sends these responses first, one for each request. */
  readonly refusals: Refusal[] = [];
  now = new Date('2026-06-01T12:00:00Z');
  readonly unknownCommits = new Set<string>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      void this.handle(request, response);
    });
  }

  static async start(): Promise<FakeGitHub> {
    const fake = new FakeGitHub();
    await new Promise<void>((done) => fake.server.listen(0, '127.0.0.1', done));
    return fake;
  }

  get settings(): GitHubSettings {
    const { port } = this.server.address() as AddressInfo;
    return { apiUrl: `http://127.0.0.1:${port}`, owner: 'qred', repo: 'platform', token: TOKEN };
  }

  /** Connects a client whose waits are a thousand times shorter. */
  connect(settings: Partial<GitHubSettings> = {}): GitHub {
    return connectToGitHub(
      { ...this.settings, ...settings },
      {
        retry: { retryAfterBaseValue: 1 },
        throttle: { retryAfterBaseValue: 1, write: unpaced, notifications: unpaced },
      },
    );
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  forget(): void {
    this.deployments.length = 0;
    this.comments.length = 0;
    this.pulls.clear();
    this.requests.length = 0;
    this.refusals.length = 0;
    this.unknownCommits.clear();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    try {
      await this.route(request, response, Buffer.concat(chunks).toString('utf8'));
    } catch (error) {
      refuse(response, { status: 400, message: String(error) });
    }
  }

  private route(request: IncomingMessage, response: ServerResponse, text: string): void | Promise<void> {
    const url = new URL(request.url ?? '/', this.settings.apiUrl);
    this.requests.push(`${request.method ?? ''} ${url.pathname}`);
    const refusal = this.refusals.shift();
    if (refusal) return refuse(response, refusal);
    if (request.headers.authorization !== `token ${TOKEN}`)
      return refuse(response, { status: 401, message: 'Bad credentials' });
    if (url.pathname === '/graphql') return this.query(response, text);
    const path = url.pathname.replace(ROOT, '');
    const { id } = /^deployments\/(?<id>\d+)\/statuses$/.exec(path)?.groups ?? {};
    if (path.startsWith('environments/')) return this.sendEnvironment(response, path.split('/')[1] ?? '');
    if (path.startsWith('issues/')) return this.comment(response, request.method ?? '', url, text);
    if (path === 'deployments')
      return request.method === 'POST' ? this.create(response, text) : this.list(response, url);
    const deployment = this.deployments.find((each) => String(each.id) === id);
    if (!deployment) return refuse(response, { status: 404, message: 'Not Found' });
    if (request.method === 'POST') return this.setStatus(response, deployment, text);
    sendPage(response, url, deployment.statuses.toReversed());
  }

  private sendEnvironment(response: ServerResponse, name: string): void {
    const protection_rules = this.environments.get(name);
    if (!protection_rules) return refuse(response, { status: 404, message: 'Not Found' });
    send(response, 200, { name, protection_rules });
  }

  private comment(response: ServerResponse, method: string, url: URL, text: string): void {
    if (method === 'GET') return sendPage(response, url, this.comments);
    const { body } = commentBody.parse(JSON.parse(text));
    const earlier = this.comments.find(({ id }) => url.pathname.endsWith(`/issues/comments/${id}`));
    if (earlier) earlier.body = body;
    else this.comments.push({ id: this.comments.length + 1, body });
    send(response, 200, {});
  }

  private create(response: ServerResponse, text: string): void {
    const body = deploymentBody.safeParse(JSON.parse(text));
    if (!body.success) return refuse(response, { status: 422, message: 'Validation Failed' });
    const { ref, task, environment, payload, required_contexts } = body.data;
    if (this.unknownCommits.has(ref))
      return refuse(response, { status: 422, message: `No ref found for: ${ref}` });
    if (required_contexts === undefined)
      return refuse(response, { status: 409, message: 'Conflict: Commit status checks are pending.' });
    const created: FakeDeployment = {
      id: this.deployments.length + 1,
      sha: ref,
      task,
      environment,
      payload,
      created_at: this.now.toISOString(),
      isProduction: body.data.production_environment ?? environment === 'production',
      statuses: [],
    };
    this.deployments.push(created);
    send(response, 201, created);
  }

  private setStatus(response: ServerResponse, deployment: FakeDeployment, text: string): void {
    const body = statusBody.safeParse(JSON.parse(text));
    if (!body.success) return refuse(response, { status: 422, message: 'Validation Failed' });
    const { state, description, log_url = '', auto_inactive } = body.data;
    if (state === 'success' && auto_inactive) {
      for (const other of this.deployments)
        if (other !== deployment && !other.isProduction && other.environment === deployment.environment)
          other.statuses.push(this.status({ state: 'inactive' }));
    }
    deployment.statuses.push(this.status({ state, description, log_url }));
    send(response, 201, { id: 1, state });
  }

  private status(fields: Pick<FakeStatus, 'state'> & Partial<FakeStatus>): FakeStatus {
    return { description: '', log_url: '', created_at: this.now.toISOString(), ...fields };
  }

  private async query(response: ServerResponse, text: string): Promise<void> {
    const { query: source, variables: variableValues } = graphqlBody.parse(JSON.parse(text));
    const rootValue = {
      repository: (given: unknown) => {
        const { owner, name } = repositoryArguments.parse(given);
        if (`/repos/${owner}/${name}/` !== ROOT)
          throw new Error(`Could not resolve to a Repository with the name '${owner}/${name}'.`);
        return {
          deployments: (page: unknown) => this.page(page),
          object: (wanted: unknown) => this.commitOf(wanted),
        };
      },
    };
    send(response, 200, await graphql({ schema: gitHubSchema(), source, rootValue, variableValues }));
  }

  private commitOf(given: unknown): object {
    const { oid } = z.object({ oid: z.string() }).parse(given);
    const nodes = (this.pulls.get(oid) ?? []).map(({ authored, ...pull }) => ({
      ...pull,
      commits: { nodes: authored.map((authoredDate) => ({ commit: { authoredDate } })) },
    }));
    return { __typename: 'Commit', associatedPullRequests: { nodes } };
  }

  private page(given: unknown): object {
    const { environments, first, after } = pageArguments.parse(given);
    const newestFirst = this.deployments
      .filter(({ environment }) => environments.includes(environment))
      .toReversed();
    const start = newestFirst.findIndex(({ id }) => `cursor:${id}` === after) + 1;
    const page = newestFirst.slice(start, start + first);
    const last = page.at(-1);
    return {
      pageInfo: {
        hasNextPage: start + first < newestFirst.length,
        endCursor: last ? `cursor:${last.id}` : null,
      },
      nodes: page.map((each) => ({
        databaseId: each.id,
        task: each.task,
        payload: JSON.stringify(each.payload),
        createdAt: each.created_at,
        statuses: {
          nodes: each.statuses.map(({ created_at, description, log_url }) => ({
            createdAt: created_at,
            description,
            logUrl: log_url || null,
          })),
        },
      })),
    };
  }

  private list(response: ServerResponse, url: URL): void {
    const environment = url.searchParams.get('environment');
    const task = url.searchParams.get('task');
    const sha = url.searchParams.get('sha');
    const selected = this.deployments.filter(
      (each) =>
        (environment === null || each.environment === environment) &&
        (task === null || each.task === task) &&
        (sha === null || each.sha === sha),
    );
    sendPage(
      response,
      url,
      selected.toReversed().map(({ statuses: _, isProduction: __, ...deployment }) => deployment),
    );
  }
}

let schema: GraphQLSchema | undefined;

function gitHubSchema(): GraphQLSchema {
  schema ??= buildSchema(readFileSync(SCHEMA, 'utf8'), { assumeValid: true, assumeValidSDL: true });
  return schema;
}

function sendPage(response: ServerResponse, url: URL, items: readonly unknown[]): void {
  const size = Number(url.searchParams.get('per_page') ?? 30);
  const page = Number(url.searchParams.get('page') ?? 1);
  if (page * size < items.length) {
    const next = new URL(url);
    next.searchParams.set('page', String(page + 1));
    response.setHeader('link', `<${next.href}>; rel="next", <${next.href}>; rel="last"`);
  }
  send(response, 200, items.slice((page - 1) * size, page * size));
}

function refuse(response: ServerResponse, { status = 200, message, headers = {}, fault }: Refusal): void {
  if (fault === 'silent') return;
  if (fault === 'stalled')
    return response.writeHead(200, { 'content-type': 'application/json' }).flushHeaders();
  if (fault === 'truncated')
    return void response.writeHead(200, { 'content-type': 'application/json' }).end('[{"id": 1');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  send(response, status, { message });
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
