import { DOMAIN, STAGES, workspaceServices } from './testing/templates.ts';
import { faultsOf } from './testing/template-faults.ts';

// Other profiles and stages without a domain: template-validation.slow.spec.ts.
it.each(STAGES)(
  "the app passes the AWS Solutions rules and CloudFormation's schemas in %s with its default profile",
  async (stage) => {
    expect(faultsOf({ stage, ...DOMAIN }, await workspaceServices())).toEqual([]);
    // The timeout is long because the first synthesis loads the schemas.
  },
  120_000,
);
