import { z } from 'zod';
import { identifier } from '#contracts/vocabulary';

/** More accounts than any person needs. A token with this many accounts fits into a request header of 16 kB. */
const MAX_ACCOUNTS = 500;

/** Visible ASCII: OpenID Connect limits `sub` to 255 ASCII characters, and RFC 6749 limits `client_id` in the same way. */
const subject = z.string().regex(/^[\x21-\x7e]{1,255}$/);
const seconds = z.number().min(0).max(Number.MAX_SAFE_INTEGER);

export const headerSchema = z.object({
  alg: z.string(),
  /** Required, because the issuer can have several keys. */
  kid: z.string().regex(/^[\x20-\x7e]{1,255}$/),
  typ: z.string().optional(),
});

const accounts = z.array(identifier).max(MAX_ACCOUNTS).optional();

/** An invalid claim counts as no groups, so the user is not treated as an employee. */
const groups = z.array(z.string()).optional().catch(undefined);

/** RFC 6749, section 3.3, defines the characters of `scope`. */
export const claimsSchema = z.object({
  sub: subject,
  client_id: subject.optional(),
  account_ids: accounts,
  /** A subset of `account_ids`. */
  owned_account_ids: accounts,
  scope: z
    .string()
    .max(4_096)
    .regex(/^(?:[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*)?$/)
    .optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  iat: seconds.optional(),
  token_use: z.string().optional(),
  /** RFC 9068, section 2.2.3.1. */
  groups,
  'cognito:groups': groups,
});

export type Header = z.output<typeof headerSchema>;
export type Claims = z.output<typeof claimsSchema>;
