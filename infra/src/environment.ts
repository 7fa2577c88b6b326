import type { StackProps } from 'aws-cdk-lib';
import type { Deployment } from './deployment.ts';

/** Where a stack goes: the region is written down, the account is whoever deploys it. */
export function environmentOf({ region }: Pick<Deployment, 'region'>): StackProps {
  return { env: { region }, analyticsReporting: false };
}
