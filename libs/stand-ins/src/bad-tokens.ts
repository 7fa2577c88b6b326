import {
  SignJWT,
  createRemoteJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  exportSPKI,
  generateKeyPair,
} from 'jose';
import type { StandInIssuer } from './issuer.ts';
import type { MemberClaims } from './token-signer.ts';

type Mint = (issuer: StandInIssuer, claims: MemberClaims) => Promise<string>;

/** Tokens that every service must reject. Each key describes why the token is invalid. */
export const badTokens: Readonly<Record<string, Mint>> = {
  'has expired': (issuer, claims) => issuer.mint(claims, { expiresIn: -10 }),
  'never expires': (issuer, claims) => issuer.mint(claims, { expiresIn: null }),
  'is from another issuer': (issuer, claims) => issuer.mint(claims, { issuer: 'https://other.example' }),
  'is for another audience': (issuer, claims) => issuer.mint(claims, { audience: 'other-api' }),
  'is an ID token': (issuer, claims) => issuer.mint(claims, { type: 'JWT' }),
  'has no type': (issuer, claims) => issuer.mint(claims, { type: null }),
  'has a subject with a NUL': (issuer, { sub, ...claims }) => issuer.mint({ ...claims, sub: `${sub}\0` }),
  'has an account with a NUL': (issuer, claims) => issuer.mint({ ...claims, account_ids: ['company-ab\0'] }),
  'owns an account with a NUL': (issuer, claims) =>
    issuer.mint({ ...claims, owned_account_ids: ['company-ab\0'] }),
  'owns an account that is not among its accounts': (issuer, claims) =>
    issuer.mint({ ...claims, owned_account_ids: ['company-of-others'] }),
  'is signed with an unknown key': forged,
  'is not signed (alg: none)': unsigned,
  'is signed with the public key as a secret (HS256)': signedWithPublicKey,
  'was changed after it was signed': changed,
  'is not a JWT': () => Promise.resolve('not.a.token'),
  'is empty': () => Promise.resolve(''),
};

async function forged(issuer: StandInIssuer, claims: MemberClaims): Promise<string> {
  const token = await issuer.mint(claims);
  const { kid } = decodeProtectedHeader(token);
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT(decodeJwt(token))
    .setProtectedHeader({ alg: 'RS256', kid, typ: 'at+jwt' })
    .sign(privateKey);
}

async function unsigned(issuer: StandInIssuer, claims: MemberClaims): Promise<string> {
  const [, payload = ''] = (await issuer.mint(claims)).split('.');
  return `${encode({ alg: 'none', typ: 'at+jwt' })}.${payload}.`;
}

async function signedWithPublicKey(issuer: StandInIssuer, claims: MemberClaims): Promise<string> {
  const token = await issuer.mint(claims);
  const { kid } = decodeProtectedHeader(token);
  const publicKey = await createRemoteJWKSet(new URL(issuer.jwksUrl))({ alg: 'RS256', kid });
  const secret = Buffer.from(await exportSPKI(publicKey));
  return new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'HS256', kid, typ: 'at+jwt' }).sign(secret);
}

async function changed(issuer: StandInIssuer, claims: MemberClaims): Promise<string> {
  const token = await issuer.mint({ ...claims, account_ids: [] });
  const [header = '', , signature = ''] = token.split('.');
  return `${header}.${encode({ ...decodeJwt(token), ...claims })}.${signature}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
