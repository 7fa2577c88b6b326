import { PinoLogger } from '#libs/logging';
import { parseManifest } from '#libs/manifest';
import { ServiceConfig } from '#libs/configuration';
import { Readiness } from '#libs/runtime';
import { STAND_IN_AUDIENCE } from '#libs/stand-ins';
import { Authenticator, SigningKeys } from '../src/index.ts';

export function signingKeysFor(environment: NodeJS.ProcessEnv, readiness = new Readiness()): SigningKeys {
  return new SigningKeys(
    configFor(environment),
    readiness,
    new PinoLogger({ pinoHttp: { level: 'silent' } }),
  );
}

export function authenticatorFor(
  environment: NodeJS.ProcessEnv,
  keys = signingKeysFor(environment),
): Authenticator {
  return new Authenticator(configFor(environment), keys);
}

function configFor(environment: NodeJS.ProcessEnv): ServiceConfig {
  return new ServiceConfig(
    parseManifest({ name: 'hub', purpose: 'Does one thing.', owner: '@qred/test', port: 3000 }),
    {
      AUTH_AUDIENCE: STAND_IN_AUDIENCE,
      ...environment,
    },
  );
}
