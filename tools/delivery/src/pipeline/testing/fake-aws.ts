import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ECSClient } from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { z } from 'zod';

const bodySchema = z.record(z.string(), z.unknown());

export interface FakeRequest {
  /** `RunTask` */
  readonly operation: string;
  readonly body: z.output<typeof bodySchema>;
}

/** What one operation answers; a string is the name of an error. */
type Answer = object | string;

/** AWS's JSON protocol over HTTP, with answers that the test gives. */
export class FakeAws {
  readonly requests: FakeRequest[] = [];
  private readonly answers = new Map<string, (body: FakeRequest['body']) => Answer>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
        const body = bodySchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        this.requests.push({ operation, body });
        const answer = this.answers.get(operation)?.(body) ?? 'UnknownOperationException';
        const isError = typeof answer === 'string';
        response.writeHead(isError ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify(isError ? { __type: answer, message: answer } : answer));
      });
    });
  }

  static async start(): Promise<FakeAws> {
    const fake = new FakeAws();
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  on(operation: string, answer: (body: FakeRequest['body']) => Answer): void {
    this.answers.set(operation, answer);
  }

  /** Answers one after another; the last again and again. */
  inTurn(operation: string, answers: readonly Answer[]): void {
    let next = 0;
    this.on(operation, () => answers[Math.min(next++, answers.length - 1)] ?? 'NoAnswer');
  }

  forget(): void {
    this.requests.length = 0;
    this.answers.clear();
  }

  get ecs(): ECSClient {
    return new ECSClient(this.settings);
  }

  get ssm(): SSMClient {
    return new SSMClient(this.settings);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private get settings() {
    const { port } = this.server.address() as AddressInfo;
    return {
      region: 'eu-north-1',
      endpoint: `http://127.0.0.1:${port}`,
      credentials: { accessKeyId: 'an-id', secretAccessKey: 'a-key' },
      maxAttempts: 1,
    };
  }
}
