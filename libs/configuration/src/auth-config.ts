import { z } from 'zod';

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

const jwksUrl = z.url({ protocol: /^https?$/ });
const protectedJwksUrl = jwksUrl.refine(
  isProtected,
  'must be an https address in production; only a loopback address may be http',
);

/** In production, signing keys must come over HTTPS, because an attacker who can replace the keys can sign tokens. */
export function authSchema({ production }: { readonly production: boolean }) {
  return z.object({
    AUTH_ISSUER: z.string().min(1).describe('The issuer of tokens: the value of their `iss` claim.'),
    AUTH_AUDIENCE: z.string().min(1).describe('The audience that tokens must name.'),
    AUTH_JWKS_URL: (production ? protectedJwksUrl : jwksUrl).describe(
      "The address of the issuer's signing keys. In production it must use HTTPS, unless the issuer runs on the same machine.",
    ),
    AUTH_PROFILE: z
      .enum(['rfc9068', 'cognito'])
      .default('rfc9068')
      .describe('How the issuer marks access tokens and machines. libs/auth defines both profiles.'),
    AUTH_SUPPORT_GROUP: z
      .string()
      .min(1)
      .optional()
      .describe("The issuer's group of the employees in Qred's support. Without it, nobody is support."),
  });
}

export const authVariables = Object.keys(authSchema({ production: true }).shape);

type AuthVariables = z.output<ReturnType<typeof authSchema>>;

export interface AuthConfig {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUrl: string;
  readonly profile: AuthVariables['AUTH_PROFILE'];
  /** The issuer puts the employees in Qred's support into this group. Undefined if nobody is in support. */
  readonly supportGroup: string | undefined;
}

export function authConfig(env: AuthVariables): AuthConfig {
  return {
    issuer: env.AUTH_ISSUER,
    audience: env.AUTH_AUDIENCE,
    jwksUrl: env.AUTH_JWKS_URL,
    profile: env.AUTH_PROFILE,
    supportGroup: env.AUTH_SUPPORT_GROUP,
  };
}

/** Returns false for an HTTP URL of a different machine. A separate rule reports invalid URLs. */
function isProtected(url: string): boolean {
  if (!URL.canParse(url)) return true;
  const { protocol, hostname } = new URL(url);
  return protocol !== 'http:' || LOOPBACK.test(hostname);
}
