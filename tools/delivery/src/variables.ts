import { z } from 'zod';
import { gitHubVariables } from '#libs/github';

const text = z.string().optional();

/** Each command's error names the variables that are missing. */
export const deliveryVariables = gitHubVariables.extend({
  GITHUB_OUTPUT: text.describe('The file that receives the deployment plan for later jobs.'),
  GITHUB_STEP_SUMMARY: text.describe('The file that receives the deployment plan for people.'),
  REGISTRY: text.describe('The image registry of the stage. Builds, deployments and rollbacks need it.'),
  SOURCE_REGISTRY: text.describe('The image registry of dev, from which production copies its images.'),
  CDK_CONTEXT_DEV: text.describe(
    'The settings of the CDK app for dev: `domain=api.example.com region=eu-north-1`.',
  ),
  CDK_CONTEXT_PRODUCTION: text.describe('The settings of the CDK app for production, in the same form.'),
});

export type DeliveryVariable = keyof z.output<typeof deliveryVariables>;
