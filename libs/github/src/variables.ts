import { z } from 'zod';

const text = z.string().optional();

export const gitHubVariables = z.object({
  GITHUB_REPOSITORY: text.describe('The repository with the deployment records, as `owner/name`.'),
  GITHUB_TOKEN: text.describe(
    'A token that may read deployments. To record a deployment, it must also be allowed to write them.',
  ),
  GITHUB_API_URL: z
    .string()
    .default('https://api.github.com')
    .describe("The address of GitHub's API, for GitHub Enterprise."),
  GITHUB_SERVER_URL: text.describe('The address of GitHub, for links to a workflow run.'),
  GITHUB_RUN_ID: text.describe('The workflow run that a deployment record links to.'),
});
