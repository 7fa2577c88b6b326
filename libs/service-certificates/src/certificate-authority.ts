import 'reflect-metadata';
import { createECDH, createHash, hkdfSync, webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509';

const CURVE = { name: 'ECDSA', namedCurve: 'P-256' };
const SIGNATURE = { name: 'ECDSA', hash: 'SHA-256' };
/** The order of the curve P-256 (SEC 2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const DAY_MS = 86_400_000;
/** A certificate becomes valid this long before it is issued, because clocks differ. */
const BACKDATED_MS = 3_600_000;
const LEAF_DAYS = 7;
const AUTHORITY_DAYS = 3_650;

/** The key and the certificate are PEM texts. */
export interface Credentials {
  readonly key: string;
  readonly cert: string;
}

/**
 * The certificate authority of a stage. Every process with the secret derives the same authority. So there is no
 * certificate to store or distribute (ADR 82).
 */
export class CertificateAuthority {
  private readonly keys: webcrypto.CryptoKeyPair;
  /** The name is different for each secret, because OpenSSL finds the issuer of a certificate by name. */
  private readonly name: string;

  private constructor(keys: webcrypto.CryptoKeyPair, name: string) {
    this.keys = keys;
    this.name = name;
  }

  static async from(secret: string): Promise<CertificateAuthority> {
    const scalar = scalarOf(secret);
    const curve = createECDH('prime256v1');
    curve.setPrivateKey(scalar);
    const point = curve.getPublicKey();
    const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString('base64url'));
    const key = { kty: 'EC', crv: 'P-256', x, y };
    const { subtle } = webcrypto;
    const digest = createHash('sha256').update(point).digest('hex').slice(0, 16);
    const keys = {
      privateKey: await subtle.importKey('jwk', { ...key, d: scalar.toString('base64url') }, CURVE, false, [
        'sign',
      ]),
      publicKey: await subtle.importKey('jwk', key, CURVE, true, ['verify']),
    };
    return new CertificateAuthority(keys, `CN=qred services ${digest}`);
  }

  /** The certificate that callers trust, as PEM. */
  async certificate(): Promise<string> {
    const certificate = await X509CertificateGenerator.createSelfSigned({
      name: this.name,
      keys: this.keys,
      signingAlgorithm: SIGNATURE,
      ...validFor(AUTHORITY_DAYS),
      extensions: [
        new BasicConstraintsExtension(true, 0, true),
        new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
      ],
    });
    return certificate.toString('pem');
  }

  /** Issues a new key and a certificate that is valid for seven days. */
  async issue(service: string): Promise<Credentials> {
    const { privateKey, publicKey } = await webcrypto.subtle.generateKey(CURVE, true, ['sign', 'verify']);
    const certificate = await X509CertificateGenerator.create({
      subject: `CN=${service}`,
      issuer: this.name,
      publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: SIGNATURE,
      ...validFor(LEAF_DAYS),
      extensions: [
        new SubjectAlternativeNameExtension([{ type: 'dns', value: service }]),
        new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      ],
    });
    const encoded = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
    return {
      key: `-----BEGIN PRIVATE KEY-----\n${encoded}\n-----END PRIVATE KEY-----\n`,
      cert: certificate.toString('pem'),
    };
  }
}

/**
 * Derives a private key for the curve. HKDF returns 48 bytes, which is longer than the key. So all remainders have
 * almost the same probability (FIPS 186-5, A.2.1).
 */
function scalarOf(secret: string): Buffer {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', 'qred certificate authority of services', 48));
  const scalar = (BigInt(`0x${bytes.toString('hex')}`) % (ORDER - 1n)) + 1n;
  return Buffer.from(scalar.toString(16).padStart(64, '0'), 'hex');
}

function validFor(days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  const now = Date.now();
  return { notBefore: new Date(now - BACKDATED_MS), notAfter: new Date(now + days * DAY_MS) };
}
