import { RemovalPolicy, type StackProps } from 'aws-cdk-lib';
import type { Deployment } from './deployment.ts';
import type { Stage } from './stages.ts';

/** Where a stack goes: the region is written down, the account is whoever deploys it. */
export function environmentOf({ region }: Pick<Deployment, 'region'>): StackProps {
  return { env: { region }, analyticsReporting: false };
}

/** What becomes of things that can be made again when their stack goes. */
export function leftoversOf({ keepsLeftovers }: Stage): RemovalPolicy {
  return keepsLeftovers ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
