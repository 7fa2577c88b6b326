import { requireService, requireSha, requireVariable, stageSettings } from './arguments.ts';

describe('stageSettings', () => {
  it('returns the settings that the pipeline passes to the CDK app', () => {
    const settings = stageSettings('production', {
      CDK_CONTEXT_PRODUCTION: 'domain=api.example.com  zones=a,b,d\n',
    });
    expect(settings).toMatchObject({
      domain: 'api.example.com',
      zones: ['eu-north-1a', 'eu-north-1b', 'eu-north-1d'],
      context: { domain: 'api.example.com', zones: 'a,b,d', stage: 'production' },
    });
    expect(stageSettings('dev', {}).context).toEqual({ stage: 'dev' });
  });

  it('throws an error for settings that the CDK app would reject', () => {
    expect(() => stageSettings('test', {})).toThrow('stage');
    expect(() => stageSettings('dev', { CDK_CONTEXT_DEV: 'domain=nonsense' })).toThrow('domain');
    expect(() => stageSettings('dev', { CDK_CONTEXT_DEV: 'domain' })).toThrow('domain is not');
  });

  it('ignores the setting named stage', () => {
    expect(stageSettings('dev', { CDK_CONTEXT_DEV: 'stage=production' }).stage.name).toBe('dev');
  });
});

describe('a required argument', () => {
  it('is named in the error if it is missing or invalid', () => {
    expect(requireVariable({ REGISTRY: 'r' }, 'REGISTRY')).toBe('r');
    expect(() => requireVariable({ REGISTRY: '' }, 'REGISTRY')).toThrow('Set REGISTRY');
    expect(() => requireSha('abc1234')).toThrow('40 hex digits');
    const services = [{ name: 'card' }, { name: 'account' }];
    expect(requireService(services, 'card')).toBe('card');
    expect(() => requireService(services, 'cards')).toThrow(
      'There is no service cards. The services are card, account',
    );
  });
});
