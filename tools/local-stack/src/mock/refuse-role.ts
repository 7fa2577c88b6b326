import { decodeJwt } from 'jose';
import { z } from 'zod';
import { type Operation, platformProblems } from '#contracts/vocabulary';
import { type ParsedRequest, type RequestRefusal, accountIn, refusalDetails } from '#libs/http-rules';
import { STAND_IN_SUPPORT_GROUP } from '#libs/stand-ins';

const accounts = z.array(z.unknown()).catch([]);
const claimsSchema = z.object({ account_ids: accounts, owned_account_ids: accounts, groups: accounts });
type Claims = z.output<typeof claimsSchema>;

const { forbidden: problem } = platformProblems;

/**
 * Refuses a caller whose token lacks the role that the operation needs. The mock doesn't verify tokens. If the bearer
 * token is not a JWT, the caller has every role.
 */
export function refuseRole(
  { access }: Operation,
  authorization: string | undefined,
): RequestRefusal | undefined {
  const claims = claimsOf(authorization);
  if (access === 'owner' && claims?.owned_account_ids.length === 0)
    return { problem, detail: refusalDetails.onlyOwners };
  return access === 'support' && claims && !claims.groups.includes(STAND_IN_SUPPORT_GROUP)
    ? { problem, detail: refusalDetails.onlySupport }
    : undefined;
}

/**
 * Refuses a member who names an account that the member doesn't own. For other entities, the mock doesn't know the
 * owner.
 */
export function refuseAccount(
  { access }: Operation,
  { params, query }: ParsedRequest,
  authorization: string | undefined,
): RequestRefusal | undefined {
  const claims = access === 'owner' ? claimsOf(authorization) : undefined;
  const account = accountIn(params) ?? accountIn(query);
  return claims?.account_ids.includes(account) && !claims.owned_account_ids.includes(account)
    ? { problem, detail: refusalDetails.onlyOwners }
    : undefined;
}

/** The claims of a bearer token. Undefined if the token is not a JWT. */
function claimsOf(authorization = ''): Claims | undefined {
  try {
    return claimsSchema.parse(decodeJwt(authorization.replace(/^Bearer /i, '')));
  } catch {
    return undefined;
  }
}
