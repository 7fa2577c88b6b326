import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { z } from 'zod';
import { NO_BUILDS } from '../web/build-pages.ts';
import { withoutStackTraces } from './without-stack-traces.ts';

const reportSchema = z.object({
  pluginReports: z.array(
    z.object({ violations: z.array(z.object({ ruleName: z.string(), description: z.string() })) }),
  ),
});

type Violation = z.output<typeof reportSchema>['pluginReports'][number]['violations'][number];

/**
 * Returns the violations in the app's templates, including warnings. CloudFormation's validation engine in the CDK and
 * the rules that `build` adds find them. Throws an Error if synthesis fails for another reason.
 */
export function violationsIn(build: (app: App) => void): Violation[] {
  const outdir = mkdtempSync(join(tmpdir(), 'qred-rules-'));
  try {
    withoutStackTraces(() => {
      const app = new App({ outdir, context: NO_BUILDS });
      build(app);
      app.synth();
    });
    const report = readFileSync(join(outdir, 'validation-report.json'), 'utf8');
    return reportSchema.parse(JSON.parse(report)).pluginReports.flatMap(({ violations }) => violations);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
