import { DOMAIN, STAGES, workspaceServices } from './testing/templates.ts';
import { faultsOf } from './testing/template-faults.ts';

// The slow spec covers other profiles, and stages without a domain.
it.each(STAGES)(
  "the app passes the AWS Solutions rules and CloudFormation's schemas in %s with its default profile",
  async (stage) => {
    expect(faultsOf({ stage, ...DOMAIN }, await workspaceServices())).toEqual([]);
    // The timeout is long, because the first synthesis loads the schemas.
  },
  120_000,
);
