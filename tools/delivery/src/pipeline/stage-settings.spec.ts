import { existing, fullSha, need, needVariable } from './arguments.ts';
import { stageSettings } from './stage-settings.ts';

describe('the settings of a stage', () => {
  it('are passed to the CDK app unchanged', () => {
    const settings = stageSettings('production', { CDK_CONTEXT: 'domain=api.example.com  zones=a,b,d\n' });
    expect(settings).toMatchObject({
      domain: 'api.example.com',
      zones: ['eu-north-1a', 'eu-north-1b', 'eu-north-1d'],
      context: { domain: 'api.example.com', zones: 'a,b,d', stage: 'production' },
    });
    expect(stageSettings('dev', {}).context).toEqual({ stage: 'dev' });
  });

  it('reject what the CDK app would reject', () => {
    expect(() => stageSettings('test', {})).toThrow('stage');
    expect(() => stageSettings('dev', { CDK_CONTEXT: 'domain=nonsense' })).toThrow('domain');
    expect(() => stageSettings('dev', { CDK_CONTEXT: 'domain' })).toThrow('domain is not');
  });

  it('can not change the stage', () => {
    expect(stageSettings('dev', { CDK_CONTEXT: 'stage=production' }).stage.name).toBe('dev');
  });
});

describe('arguments', () => {
  it('are required, and an Error names a missing one', () => {
    expect(need({ stage: 'dev' }, 'stage')).toBe('dev');
    expect(() => need({}, 'stage')).toThrow('Say --stage');
    expect(needVariable({ REGISTRY: 'r' }, 'REGISTRY')).toBe('r');
    expect(() => needVariable({ REGISTRY: '' }, 'REGISTRY')).toThrow('Set REGISTRY');
    expect(() => fullSha('abc1234')).toThrow('40 hex digits');
    expect(() => existing(['card', 'account'], 'cards')).toThrow('there are card, account');
  });
});
