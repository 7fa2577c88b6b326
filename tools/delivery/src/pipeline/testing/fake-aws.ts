import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECRClient } from '@aws-sdk/client-ecr';
import { ECSClient } from '@aws-sdk/client-ecs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { z } from 'zod';

const bodySchema = z.record(z.string(), z.unknown());
const requestSchema = z.object({
  headers: z.object({ 'x-amz-target': z.string() }),
  body: z.instanceof(Uint8Array),
});

export interface FakeRequest {
  /** `RunTask` */
  readonly operation: string;
  readonly body: z.output<typeof bodySchema>;
}

/** A string is the name of an error. */
type Output = object | string;

/** The AWS clients are real, but the test defines their responses. */
export class FakeAws {
  readonly requests: FakeRequest[] = [];
  private readonly outputs = new Map<string, (body: FakeRequest['body']) => Output>();
  private readonly settings = {
    region: 'eu-north-1',
    credentials: { accessKeyId: 'an-id', secretAccessKey: 'a-key' },
    maxAttempts: 1,
    requestHandler: {
      handle: (request: unknown) => Promise.resolve({ response: this.respond(request) }),
    },
  };
  readonly logs = new CloudWatchLogsClient(this.settings);
  readonly ecr = new ECRClient(this.settings);
  readonly ecs = new ECSClient(this.settings);
  readonly ssm = new SSMClient(this.settings);

  on(operation: string, output: (body: FakeRequest['body']) => Output): void {
    this.outputs.set(operation, output);
  }

  inTurn(operation: string, outputs: readonly Output[]): void {
    let next = 0;
    this.on(operation, () => outputs[Math.min(next++, outputs.length - 1)] ?? 'NoOutput');
  }

  private respond(request: unknown): object {
    const { headers, body: bytes } = requestSchema.parse(request);
    const operation = headers['x-amz-target'].split('.').at(-1) ?? '';
    const body = bodySchema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    this.requests.push({ operation, body });
    const output = this.outputs.get(operation)?.(body) ?? 'UnknownOperationException';
    const isError = typeof output === 'string';
    return {
      statusCode: isError ? 400 : 200,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: Buffer.from(JSON.stringify(isError ? { __type: output, message: output } : output)),
    };
  }
}
