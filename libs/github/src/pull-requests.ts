import { z } from 'zod';
import type { GitHub } from './connect-to-github.ts';
import type { Commit } from './record.ts';

/** Queries of this size stay well below GitHub's limit on nodes. */
const COMMITS_PER_REQUEST = 50;

const pullRequestSchema = z.object({
  number: z.number(),
  mergedAt: z.iso.datetime().nullable(),
  commits: z.object({ nodes: z.array(z.object({ commit: z.object({ authoredDate: z.iso.datetime() }) })) }),
});

const responseSchema = z.object({
  repository: z.record(
    z.string(),
    z.object({ associatedPullRequests: z.object({ nodes: z.array(pullRequestSchema) }) }).nullable(),
  ),
});

/**
 * Adds the merged pull request to each commit, with the time of the pull request's first commit. A commit without a
 * merged pull request stays unchanged. Sends one request for each 50 commits.
 */
export async function withPullRequests(commits: readonly Commit[], github: GitHub): Promise<Commit[]> {
  const found: Commit[] = [];
  for (let start = 0; start < commits.length; start += COMMITS_PER_REQUEST)
    found.push(...(await withPullRequestsAtOnce(commits.slice(start, start + COMMITS_PER_REQUEST), github)));
  return found;
}

async function withPullRequestsAtOnce(
  commits: readonly Commit[],
  { client, repository }: GitHub,
): Promise<Commit[]> {
  const response: unknown = await client.graphql(queryFor(commits), { ...repository });
  const bySha = responseSchema.parse(response).repository;
  return commits.map((commit) => {
    const pulls = bySha[aliasOf(commit)]?.associatedPullRequests.nodes ?? [];
    const pull_request = pullRequestOf(pulls);
    return pull_request ? { ...commit, pull_request } : commit;
  });
}

function queryFor(commits: readonly Commit[]): string {
  return `
    query pullRequests($owner: String!, $repo: String!) {
      repository(owner: $owner, name: $repo) {
        ${commits.map((commit) => `${aliasOf(commit)}: object(oid: "${commit.sha}") { ...pullRequests }`).join('\n')}
      }
    }
    fragment pullRequests on Commit {
      associatedPullRequests(first: 5) {
        nodes {
          number
          mergedAt
          commits(first: 100) { nodes { commit { authoredDate } } }
        }
      }
    }
  `;
}

/** GraphQL names must not begin with a digit. */
function aliasOf({ sha }: Commit): string {
  return `commit_${sha}`;
}

/**
 * Several pull requests can contain the same commit. The pull request that was merged first added the commit to main.
 */
function pullRequestOf(pulls: readonly z.output<typeof pullRequestSchema>[]): Commit['pull_request'] {
  const [first] = pulls
    .flatMap(({ mergedAt, ...pull }) =>
      mergedAt === null ? [] : [{ ...pull, mergedAt: Date.parse(mergedAt) }],
    )
    .toSorted((a, b) => a.mergedAt - b.mergedAt);
  const times = first?.commits.nodes.map(({ commit }) => Date.parse(commit.authoredDate)) ?? [];
  if (!first || times.length === 0) return undefined;
  return { number: first.number, first_commit_at: new Date(Math.min(...times)).toISOString() };
}
