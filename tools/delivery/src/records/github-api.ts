export interface GitHubSettings {
  /** `https://api.github.com` or an enterprise server. */
  readonly apiUrl: string;
  /** `owner/name` */
  readonly repository: string;
  readonly token: string;
}

export interface Page {
  readonly items: readonly unknown[];
  readonly isLast: boolean;
}

const ATTEMPTS = 3;
const TIMEOUT_MS = 30_000;
const PAGE_SIZE = 100;

/** Reads the settings from the environment. Throws an Error that says which variables to set. */
export function gitHubSettings(environment: NodeJS.ProcessEnv): GitHubSettings {
  const { GITHUB_REPOSITORY: repository = '', GITHUB_TOKEN: token = '', GITHUB_API_URL } = environment;
  const faults = [
    ...(/^[\w.-]+\/[\w.-]+$/.test(repository) ? [] : ['GITHUB_REPOSITORY to owner/name']),
    ...(token === ''
      ? ['GITHUB_TOKEN to a token that may read deployments (and write them, to record one)']
      : []),
  ];
  if (faults.length > 0)
    throw new Error(
      `Deployment records are kept in GitHub Deployments; set ${faults.join(', and ')}. Or name a file of records with --records <file>.`,
    );
  return { repository, token, apiUrl: (GITHUB_API_URL ?? 'https://api.github.com').replace(/\/+$/, '') };
}

/** The part of GitHub's REST API that we use. It retries network errors and 5xx responses. */
export class GitHubApi {
  private readonly settings: GitHubSettings;
  private readonly pauseMs: number;

  constructor(settings: GitHubSettings, pauseMs = 1_000) {
    this.settings = settings;
    this.pauseMs = pauseMs;
  }

  /** Yields pages until the caller stops. `path` is relative to the repository. */
  async *pages(path: string, query: Readonly<Record<string, string>>): AsyncGenerator<Page> {
    for (let page = 1; ; page += 1) {
      const parameters = new URLSearchParams({ ...query, per_page: String(PAGE_SIZE), page: String(page) });
      const response = await this.send('GET', `${path}?${parameters.toString()}`);
      const body: unknown = await response.json();
      if (!Array.isArray(body)) throw new Error(`GitHub answered GET ${path} with something that is no list`);
      const isLast = !(response.headers.get('link') ?? '').includes('rel="next"');
      yield { items: body, isLast };
      if (isLast) return;
    }
  }

  /** Throws an Error that says what to do if GitHub refuses. */
  async post(path: string, body: object): Promise<unknown> {
    const response = await this.send('POST', path, JSON.stringify(body));
    return response.json();
  }

  /** Throws an Error that says what to do if GitHub refuses. */
  async patch(path: string, body: object): Promise<unknown> {
    const response = await this.send('PATCH', path, JSON.stringify(body));
    return response.json();
  }

  private async send(method: string, path: string, body?: string): Promise<Response> {
    const { apiUrl, repository, token } = this.settings;
    const url = `${apiUrl}/repos/${repository}/${path}`;
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(url, {
        method,
        ...(body !== undefined && { body }),
        headers: {
          accept: 'application/vnd.github+json',
          'x-github-api-version': '2022-11-28',
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch((error: unknown) => unreachable(apiUrl, error));
      if (response instanceof Response && response.ok) return response;
      const isTransient = response instanceof Error || response.status >= 500;
      if (isTransient && attempt < ATTEMPTS) {
        await new Promise((resolve) => setTimeout(resolve, this.pauseMs * attempt));
        continue;
      }
      throw response instanceof Error ? response : await this.refusal(response, method, path);
    }
  }

  private async refusal(response: Response, method: string, path: string): Promise<Error> {
    const { repository } = this.settings;
    const body = await response.text();
    return new Error(
      `GitHub refused ${method} ${repository}/${path.split('?')[0] ?? path} with ${response.status}: ${messageIn(body)}\n${remedy(response, repository)}`,
    );
  }
}

function unreachable(apiUrl: string, error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const why = cause instanceof Error ? cause.message : String(cause);
  return new Error(`${apiUrl} does not answer (${why}). Is GITHUB_API_URL right, and is there a network?`);
}

function messageIn(body: string): string {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null && 'message' in parsed) return String(parsed.message);
  } catch {
    // A body that is not JSON is shown unchanged.
  }
  return body.slice(0, 200) || 'no reason given';
}

function remedy(response: Response, repository: string): string {
  const { status, headers } = response;
  if (status === 429 || headers.get('x-ratelimit-remaining') === '0' || headers.has('retry-after'))
    return `Too many requests were made with this token; try again ${whenAllowed(headers)}.`;
  if (status === 401) return 'GITHUB_TOKEN is not valid, or no longer: set another.';
  if (status === 403)
    return 'GITHUB_TOKEN lacks a permission: a workflow needs "permissions: deployments: write" (read is enough for the figures), and "pull-requests: write" to comment.';
  if (status === 404)
    return `There is no repository ${repository}, or GITHUB_TOKEN may not see it: check GITHUB_REPOSITORY and the token's permissions.`;
  if (status === 422) return 'If it does not know the commit: push it first.';
  return 'Try again later; https://www.githubstatus.com tells whether GitHub has trouble.';
}

function whenAllowed(headers: Headers): string {
  const reset = Number(headers.get('x-ratelimit-reset'));
  if (reset > 0) return `after ${new Date(reset * 1000).toISOString()}`;
  return headers.has('retry-after') ? `in ${headers.get('retry-after') ?? ''} s` : 'in some minutes';
}
