import { RemovalPolicy, type StackProps } from 'aws-cdk-lib';
import type { Deployment } from './deployment.ts';
import type { Stage } from './stages.ts';

/** The target of a stack: a fixed region and the account of the deployer's credentials. */
export function environmentOf({ region }: Pick<Deployment, 'region'>): StackProps {
  return { env: { region }, analyticsReporting: false };
}

/** Removal policy for resources that can be recreated. */
export function leftoversOf({ keepsLeftovers }: Stage): RemovalPolicy {
  return keepsLeftovers ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
}
