import { z } from 'zod';

/**
 * Reads one page of a stage's deployments with their statuses, newest first. The REST API would need another
 * request for the statuses of each deployment.
 */
export const DEPLOYMENTS_QUERY = /* GraphQL */ `
  query deployments($owner: String!, $repo: String!, $environment: String!, $first: Int!, $after: String) {
    repository(owner: $owner, name: $repo) {
      deployments(
        environments: [$environment]
        first: $first
        after: $after
        orderBy: { field: CREATED_AT, direction: DESC }
      ) {
        pageInfo {
          hasNextPage
          endCursor
        }
        nodes {
          databaseId
          task
          payload
          createdAt
          statuses(first: 100) {
            nodes {
              createdAt
              description
            }
          }
        }
      }
    }
  }
`;

export const storedDeploymentSchema = z.object({
  id: z.number(),
  task: z.string(),
  payload: z.unknown(),
  /** ms */
  createdAt: z.number(),
  /** Descriptions, oldest first. */
  statuses: z.array(z.string()).readonly(),
});

export type StoredDeployment = Readonly<z.output<typeof storedDeploymentSchema>>;

const deploymentSchema = z.object({
  databaseId: z.number(),
  task: z.string().nullable(),
  payload: z.string().nullable(),
  createdAt: z.iso.datetime(),
  statuses: z.object({
    nodes: z.array(z.object({ createdAt: z.iso.datetime(), description: z.string().nullable() })),
  }),
});

const responseSchema = z.object({
  repository: z.object({
    deployments: z.object({
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
      nodes: z.array(deploymentSchema),
    }),
  }),
});

/** `next` is the cursor of the next page. Throws an Error if the response has a different shape. */
export function parseDeployments(response: unknown): {
  readonly deployments: readonly StoredDeployment[];
  readonly next: string | null;
} {
  const { nodes, pageInfo } = responseSchema.parse(response).repository.deployments;
  return { deployments: nodes.map(toDeployment), next: pageInfo.hasNextPage ? pageInfo.endCursor : null };
}

function toDeployment(node: z.output<typeof deploymentSchema>): StoredDeployment {
  return {
    id: node.databaseId,
    task: node.task ?? '',
    payload: parsePayload(node.payload ?? ''),
    createdAt: Date.parse(node.createdAt),
    statuses: node.statuses.nodes
      .toSorted((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt))
      .map(({ description }) => description ?? ''),
  };
}

/** GitHub encodes the payload as JSON, and encodes it twice if the client sent a string. */
function parsePayload(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? parsePayload(value) : value;
  } catch {
    return undefined;
  }
}
