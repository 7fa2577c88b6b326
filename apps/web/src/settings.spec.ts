import { parseSettings } from './settings.ts';

describe('parseSettings', () => {
  it('reads the issuer and the client of an OpenID provider', () => {
    expect(parseSettings({ issuer: 'https://issuer.example', client: 'web' })).toEqual({
      kind: 'openid',
      issuer: 'https://issuer.example',
      client: 'web',
    });
  });

  it('recognizes the settings of the mock', () => {
    expect(parseSettings({ mock: true })).toEqual({ kind: 'mock' });
  });

  it.each([null, 'mock', {}, { mock: false }, { issuer: 'https://issuer.example' }])(
    'rejects %j',
    (value) => {
      expect(() => parseSettings(value)).toThrow('must have issuer and client, or mock');
    },
  );
});
