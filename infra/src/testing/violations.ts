import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Validations } from 'aws-cdk-lib';
import { z } from 'zod';
import { NO_BUILDS } from '../web/build-pages.ts';
import { ValidateOnce } from './validate-once.ts';
import { withoutStackTraces } from './without-stack-traces.ts';

const reportSchema = z.object({
  pluginReports: z.array(
    z.object({
      violations: z.array(
        z.object({
          ruleName: z.string(),
          description: z.string(),
          violatingConstructs: z.array(z.object({ constructPath: z.string() })),
        }),
      ),
    }),
  ),
});

/** All apps share one validator, because its engine takes seconds to start. */
const engine = new ValidateOnce();

type Violation = z.output<typeof reportSchema>['pluginReports'][number]['violations'][number];

/**
 * Returns violations and warnings, both from CloudFormation's validation engine and from the rules that
 * `build` adds. If several apps share a template, the engine reports it only once. Throws an Error if
 * synthesis fails for a different reason.
 */
export function violationsIn(build: (app: App) => void): Violation[] {
  const outdir = mkdtempSync(join(tmpdir(), 'qred-rules-'));
  try {
    withoutStackTraces(() => {
      const app = new App({ outdir, context: NO_BUILDS });
      Validations.of(app).addPlugins(engine);
      build(app);
      app.synth();
    });
    const report = readFileSync(join(outdir, 'validation-report.json'), 'utf8');
    return reportSchema.parse(JSON.parse(report)).pluginReports.flatMap(({ violations }) => violations);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
