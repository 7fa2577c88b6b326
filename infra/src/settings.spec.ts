import { parseSettings } from './settings.ts';

describe('parseSettings', () => {
  it('requires only a stage', () => {
    const settings = parseSettings({ stage: 'dev' });

    expect(settings).toMatchObject({
      region: 'eu-north-1',
      replicaRegion: 'eu-west-1',
      zones: ['eu-north-1a', 'eu-north-1b'],
      domain: undefined,
    });
  });

  it('derives zone names from the region', () => {
    const { zones } = parseSettings({ stage: 'production', region: 'ca-central-1', zones: 'a,b,d' });

    expect(zones).toEqual(['ca-central-1a', 'ca-central-1b', 'ca-central-1d']);
  });

  it("selects the stage's default profile if no setting names a profile", () => {
    expect(parseSettings({ stage: 'dev' }).profile.name).toBe('small');
    expect(parseSettings({ stage: 'dev', profile: 'strict' }).profile.name).toBe('strict');
    expect(parseSettings({ stage: 'production' }).profile.name).not.toBe('small');
    expect(parseSettings({ stage: 'production', profile: 'standard' }).profile.name).toBe('standard');
  });

  it.each([
    ['a missing stage', {}, 'stage'],
    ['a stage that does not exist', { stage: 'test' }, 'stage'],
    ['an invalid region', { stage: 'dev', region: 'Stockholm' }, 'region'],
    [
      'a replica region that equals the region',
      { stage: 'dev', replicaRegion: 'eu-north-1' },
      'replicaRegion',
    ],
    ['a profile that is too small for production', { stage: 'production', profile: 'small' }, 'profile'],
    ['two zones', { stage: 'dev', zones: 'a,b' }, 'zones'],
    ['a URL instead of a domain', { stage: 'dev', domain: 'https://api.example' }, 'domain'],
    ['a repository without its owner', { stage: 'dev', repository: 'platform' }, 'repository'],
    ['a repository with one id', { stage: 'dev', repository: 'qred@1/platform' }, 'repository'],
    [
      'headers of a collector without its address',
      {
        stage: 'dev',
        tracesHeadersSecret: 'arn:aws:secretsmanager:eu-north-1:111122223333:secret:traces-AbCdEf',
      },
      'tracesHeadersSecret',
    ],
  ])('throws an error that names the setting for %s', (_, context, setting) => {
    expect(() => parseSettings(context)).toThrow(setting);
  });
});
