import { stageSettings } from './arguments.ts';
import { detectDrift } from './drift.ts';

describe('detectDrift', () => {
  const settings = stageSettings('production', { CDK_CONTEXT_PRODUCTION: 'domain=api.example.com' });
  const runWith = (status: number) => jest.fn(() => Promise.resolve({ status, stderr: '' }));

  it("compares all stacks in the stage's region, with the settings that deployments use", async () => {
    const run = runWith(0);
    await detectDrift(settings, run);
    expect(run).toHaveBeenCalledWith(process.execPath, [
      'node_modules/aws-cdk/bin/cdk',
      'drift',
      ...['--context', 'domain=api.example.com', '--context', 'stage=production'],
      ...['--fail', '!(Recovery)-production'],
    ]);
  });

  it('throws an error if the CDK reports a difference', async () => {
    await expect(detectDrift(settings, runWith(1))).rejects.toThrow('Resources of production differ');
  });
});
