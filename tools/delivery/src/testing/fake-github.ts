import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { type GitHub, type GitHubSettings, connectToGitHub } from '../records/github.ts';

const ROOT = '/repos/qred/platform/';
const TOKEN = 'a-token';
const DESCRIPTION_LENGTH = 140;
const COMMENT_LENGTH = 65_536;
/** Replaces the groups that pace writes to one a second. */
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

const commentBody = z.object({ body: z.string().max(COMMENT_LENGTH) });

interface FakeStatus {
  readonly state: string;
  readonly description: string;
  readonly log_url: string;
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

interface Refusal {
  readonly status?: number;
  readonly message?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `silent` sends nothing, `stalled` stops after the headers, `truncated` ends the body early. */
  readonly fault?: 'silent' | 'stalled' | 'truncated';
}

/** The parts of GitHub's REST API for deployments and comments, with their rules and defaults. */
export class FakeGitHub {
  readonly deployments: FakeDeployment[] = [];
  readonly comments: { readonly id: number; body: string }[] = [];
  /** Every request: method and path, without the query. */
  readonly requests: string[] = [];
  /** Responses to send first, one per request. */
  readonly refusals: Refusal[] = [];
  /** GitHub's clock. */
  now = new Date('2026-06-01T12:00:00Z');
  /** Commits that were not pushed. */
  readonly unknownCommits = new Set<string>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      void this.handle(request, response);
    });
  }

  static async start(): Promise<FakeGitHub> {
    const fake = new FakeGitHub();
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get settings(): GitHubSettings {
    const { port } = this.server.address() as AddressInfo;
    return { apiUrl: `http://127.0.0.1:${port}`, owner: 'qred', repo: 'platform', token: TOKEN };
  }

  /** Connects a client that waits a millisecond where it would wait a second. */
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
    await new Promise((resolve) => this.server.close(resolve));
  }

  forget(): void {
    this.deployments.length = 0;
    this.comments.length = 0;
    this.requests.length = 0;
    this.refusals.length = 0;
    this.unknownCommits.clear();
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
    this.route(request, response, Buffer.concat(chunks).toString('utf8'));
  }

  private route(request: IncomingMessage, response: ServerResponse, text: string): void {
    const url = new URL(request.url ?? '/', this.settings.apiUrl);
    this.requests.push(`${request.method ?? ''} ${url.pathname}`);
    const refusal = this.refusals.shift();
    if (refusal) return refuse(response, refusal);
    if (request.headers.authorization !== `token ${TOKEN}`)
      return refuse(response, { status: 401, message: 'Bad credentials' });
    const path = url.pathname.replace(ROOT, '');
    const { id } = /^deployments\/(?<id>\d+)\/statuses$/.exec(path)?.groups ?? {};
    if (path.startsWith('issues/')) return this.comment(response, request.method ?? '', url, text);
    if (path === 'deployments')
      return request.method === 'POST' ? this.create(response, text) : this.list(response, url);
    const deployment = this.deployments.find((each) => String(each.id) === id);
    if (!deployment) return refuse(response, { status: 404, message: 'Not Found' });
    if (request.method === 'POST') return this.setStatus(response, deployment, text);
    sendPage(response, url, deployment.statuses.toReversed());
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
          other.statuses.push({ state: 'inactive', description: '', log_url: '' });
    }
    deployment.statuses.push({ state, description, log_url });
    send(response, 201, { id: 1, state });
  }

  private list(response: ServerResponse, url: URL): void {
    const environment = url.searchParams.get('environment');
    const task = url.searchParams.get('task');
    const selected = this.deployments.filter(
      (each) =>
        (environment === null || each.environment === environment) && (task === null || each.task === task),
    );
    sendPage(
      response,
      url,
      selected.toReversed().map(({ statuses: _, isProduction: __, ...deployment }) => deployment),
    );
  }
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
