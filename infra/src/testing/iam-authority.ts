import { createHash, randomBytes } from 'node:crypto';
import { type RemoteInfo, type Socket, createSocket } from 'node:dgram';

const ACCEPT = 2;
const REJECT = 3;
const USER_NAME = 1;
const USER_PASSWORD = 2;
const HEADER_BYTES = 20;
const BLOCK_BYTES = 16;

/**
 * A RADIUS server that checks tokens for PostgreSQL, as IAM does for RDS. A token is valid for one user, and only if a
 * policy allows that user to connect.
 */
export class IamAuthority {
  readonly secret = randomBytes(8).toString('hex');
  private readonly key = randomBytes(16);

  private constructor(
    private readonly socket: Socket,
    private readonly allowedUsers: ReadonlySet<string>,
  ) {}

  static async start(allowedUsers: Iterable<string>): Promise<IamAuthority> {
    const socket = createSocket('udp4');
    await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
    const authority = new IamAuthority(socket, new Set(allowedUsers));
    socket.on('message', (request, caller) => authority.decide(request, caller));
    return authority;
  }

  get port(): number {
    return this.socket.address().port;
  }

  tokenFor(user: string): string {
    return createHash('sha256').update(this.key).update(user).digest('hex');
  }

  stop(): Promise<void> {
    return new Promise((resolve) => this.socket.close(resolve));
  }

  private decide(request: Buffer, { port, address }: RemoteInfo): void {
    const attributes = attributesOf(request);
    const user = String(attributes.get(USER_NAME));
    const password = this.decipher(
      attributes.get(USER_PASSWORD) ?? Buffer.alloc(0),
      authenticatorOf(request),
    );
    const accepted = this.allowedUsers.has(user) && password === this.tokenFor(user);
    this.socket.send(this.reply(accepted ? ACCEPT : REJECT, request), port, address);
  }

  /** RFC 2865 (5.2): each block is combined with a digest of the secret and the previous block. */
  private decipher(hidden: Buffer, authenticator: Buffer): string {
    const clear = Buffer.alloc(hidden.length);
    for (let at = 0; at < hidden.length; at += BLOCK_BYTES) {
      const before = at === 0 ? authenticator : hidden.subarray(at - BLOCK_BYTES, at);
      const pad = createHash('md5').update(this.secret).update(before).digest();
      for (const [index, byte] of pad.entries()) clear[at + index] = byte ^ (hidden[at + index] ?? 0);
    }
    return clear.toString('utf8').replace(/\0+$/, '');
  }

  /** RFC 2865 (3): a response without attributes, signed with the request's authenticator and the secret. */
  private reply(code: number, request: Buffer): Buffer {
    const head = Buffer.from([code, request.readUInt8(1), 0, HEADER_BYTES]);
    const digest = createHash('md5')
      .update(head)
      .update(authenticatorOf(request))
      .update(this.secret)
      .digest();
    return Buffer.concat([head, digest]);
  }
}

function authenticatorOf(packet: Buffer): Buffer {
  return packet.subarray(4, HEADER_BYTES);
}

function attributesOf(packet: Buffer): ReadonlyMap<number, Buffer> {
  const attributes = new Map<number, Buffer>();
  for (let at = HEADER_BYTES; at < packet.length; at += packet.readUInt8(at + 1)) {
    attributes.set(packet.readUInt8(at), packet.subarray(at + 2, at + packet.readUInt8(at + 1)));
  }
  return attributes;
}
