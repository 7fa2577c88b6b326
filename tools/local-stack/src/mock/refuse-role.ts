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
 * The refusal of a caller whose token does not have the role that the operation needs. The mock doesn't verify
 * tokens. A caller who sends a text that is no token has every role.
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
 * The refusal of a member who names an account that they don't own. The mock doesn't know who owns an entity that
 * is not an account.
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

/** The claims of a bearer token; undefined for a text that is no token. */
function claimsOf(authorization = ''): Claims | undefined {
  try {
    return claimsSchema.parse(decodeJwt(authorization.replace(/^Bearer /i, '')));
  } catch {
    return undefined;
  }
}
