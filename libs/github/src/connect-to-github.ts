import { Octokit } from '@octokit/core';
import { paginateRest } from '@octokit/plugin-paginate-rest';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { z } from 'zod';
import { gitHubVariables } from './variables.ts';

export interface GitHubSettings {
  /** `https://api.github.com`, or the API of a GitHub Enterprise server. */
  readonly apiUrl: string;
  readonly owner: string;
  readonly repo: string;
  readonly token: string;
}

export interface GitHub {
  readonly client: InstanceType<typeof Client>;
  readonly repository: { readonly owner: string; readonly repo: string };
}

const Client = Octokit.plugin(paginateRest, retry, throttling);

/** The time limit of one attempt, including the time to read the body. */
const TIMEOUT_MS = 30_000;
/** The longest wait until a rate limit ends. A workflow step must not wait for an hour. */
const LONGEST_WAIT_S = 60;
const RETRIES = 2;
/**
 * The client does not retry 4xx responses: the same request would fail again. The throttling plugin handles
 * rate limits.
 */
const CLIENT_ERRORS = Array.from({ length: 100 }, (_, index) => 400 + index);

/** Reads `GITHUB_REPOSITORY` and `GITHUB_TOKEN`. Throws an Error that says which variables to set. */
export function openGitHub(environment: NodeJS.ProcessEnv): GitHub {
  return connectToGitHub(gitHubSettings(environment));
}

/** Throws an Error that says which variables to set. */
export function gitHubSettings(environment: NodeJS.ProcessEnv): GitHubSettings {
  const {
    GITHUB_REPOSITORY = '',
    GITHUB_TOKEN: token = '',
    GITHUB_API_URL: apiUrl,
  } = gitHubVariables.parse(environment);
  const { owner = '', repo = '' } =
    /^(?<owner>[\w.-]+)\/(?<repo>[\w.-]+)$/.exec(GITHUB_REPOSITORY)?.groups ?? {};
  const missing = [
    ...(repo ? [] : ['GITHUB_REPOSITORY to owner/name']),
    ...(token ? [] : ['GITHUB_TOKEN to a token that may read deployments (and write them, to record one)']),
  ];
  if (missing.length > 0)
    throw new Error(`Deployment records and comments are kept on GitHub. Set ${missing.join(', and ')}.`);
  return { owner, repo, token, apiUrl: apiUrl.replace(/\/+$/, '') };
}

/**
 * Creates a client that retries network errors and 5xx responses, and waits for rate limits that end soon.
 * Its error messages say what to do. Tests pass `overrides` to wait less.
 */
export function connectToGitHub(
  { apiUrl, owner, repo, token }: GitHubSettings,
  overrides: { readonly timeoutMs?: number; readonly retry?: object; readonly throttle?: object } = {},
): GitHub {
  const waits = (seconds: number, _request: object, _client: object, retries: number): boolean =>
    seconds <= LONGEST_WAIT_S && retries < RETRIES;
  const client = new Client({
    auth: token,
    baseUrl: apiUrl,
    request: { fetch: fetchJsonWithin(overrides.timeoutMs ?? TIMEOUT_MS) },
    retry: { retries: RETRIES, doNotRetry: CLIENT_ERRORS, ...overrides.retry },
    throttle: { onRateLimit: waits, onSecondaryRateLimit: waits, ...overrides.throttle },
  });
  client.hook.before('request', ({ headers }) => {
    headers['x-github-api-version'] = '2022-11-28';
  });
  client.hook.error('request', (error) => {
    throw 'status' in error ? explain(error, apiUrl) : error;
  });
  return { client, repository: { owner, repo } };
}

/** Octokit treats a stalled or truncated body as an empty list, so this function reads and parses the body first. */
function fetchJsonWithin(timeoutMs: number) {
  return async (url: string, options: RequestInit): Promise<Response> => {
    try {
      const response = await fetch(url, { ...options, signal: AbortSignal.timeout(timeoutMs) });
      const text = await response.text();
      if (response.ok) JSON.parse(text);
      return new Response(text, response);
    } catch (error) {
      throw new Error(reasonOf(error), { cause: error });
    }
  };
}

/** Node's error says only "fetch failed". The cause of the error contains the reason. */
function reasonOf(error: unknown): string {
  const { cause } = z.object({ cause: z.unknown() }).safeParse(error).data ?? {};
  return String(cause ?? error);
}

export class GitHubRefusal extends Error {
  /**
   * The status of GitHub's response. The field is not called `status`, because Octokit hides some errors that
   * have such a field.
   */
  readonly refusedWith: number;

  constructor(status: number, message: string) {
    super(message);
    this.refusedWith = status;
  }
}

interface Refusal {
  readonly status: number;
  readonly message: string;
  readonly request: { readonly method: string; readonly url: string };
  readonly response?: { readonly headers: Readonly<Record<string, string | number | undefined>> };
}

function explain({ status, message, request, response }: Refusal, apiUrl: string): Error {
  if (!response)
    return new Error(`${apiUrl} does not respond (${message}). Check GITHUB_API_URL and the network.`);
  const remedy = remedyFor(status, response.headers);
  return new GitHubRefusal(
    status,
    `GitHub rejected ${request.method} ${request.url} with ${status}: ${message}\n${remedy}`,
  );
}

function remedyFor(status: number, headers: NonNullable<Refusal['response']>['headers']): string {
  if (status === 429 || headers['x-ratelimit-remaining'] === '0' || headers['retry-after'])
    return `This token made too many requests. Try again ${whenAllowed(headers)}.`;
  if (status === 401) return 'GITHUB_TOKEN is invalid or has expired. Set another one.';
  if (status === 403)
    return 'GITHUB_TOKEN lacks a permission. A workflow needs "permissions: deployments: write" (read is enough for the figures), and "pull-requests: write" to comment.';
  if (status === 404)
    return "The repository does not exist or is hidden from GITHUB_TOKEN. Check GITHUB_REPOSITORY and the token's permissions.";
  if (status === 422) return 'If GitHub does not know the commit, push it first.';
  return 'Try again later. https://www.githubstatus.com lists incidents.';
}

function whenAllowed(headers: NonNullable<Refusal['response']>['headers']): string {
  const reset = Number(headers['x-ratelimit-reset']);
  if (reset > 0) return `after ${new Date(reset * 1000).toISOString()}`;
  return headers['retry-after'] ? `in ${headers['retry-after']} s` : 'in some minutes';
}
