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

/** The response to one operation. A string is the name of an error. */
type Output = object | string;

/** AWS's JSON protocol over HTTP, with responses that the test defines. */
export class FakeAws {
  readonly requests: FakeRequest[] = [];
  private readonly outputs = new Map<string, (body: FakeRequest['body']) => Output>();
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const operation = String(request.headers['x-amz-target']).split('.').at(-1) ?? '';
        const body = bodySchema.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        this.requests.push({ operation, body });
        const output = this.outputs.get(operation)?.(body) ?? 'UnknownOperationException';
        const isError = typeof output === 'string';
        response.writeHead(isError ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify(isError ? { __type: output, message: output } : output));
      });
    });
  }

  static async start(): Promise<FakeAws> {
    const fake = new FakeAws();
    await new Promise<void>((resolve) => fake.server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  on(operation: string, output: (body: FakeRequest['body']) => Output): void {
    this.outputs.set(operation, output);
  }

  /** Responds with one output after another, and repeats the last one. */
  inTurn(operation: string, outputs: readonly Output[]): void {
    let next = 0;
    this.on(operation, () => outputs[Math.min(next++, outputs.length - 1)] ?? 'NoOutput');
  }

  forget(): void {
    this.requests.length = 0;
    this.outputs.clear();
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
