import type { GitHub } from './connect-to-github.ts';

/**
 * Throws an Error unless a reviewer must approve each job in this environment. GitHub creates a missing
 * environment without protection. In private repositories, only GitHub Enterprise offers reviewers.
 */
export async function assertReviewed({ client, repository }: GitHub, environment: string): Promise<void> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/environments/{environment_name}', {
    ...repository,
    environment_name: environment,
  });
  const isReviewed = data.protection_rules?.some(
    (rule) => 'reviewers' in rule && (rule.reviewers?.length ?? 0) > 0,
  );
  if (!isReviewed)
    throw new Error(
      `The environment ${environment} has no required reviewers, so nobody would approve this deployment. ` +
        'Set them as in step 9 of docs/runbooks/first-deployment.md. In a private repository this needs GitHub Enterprise.',
    );
}
