import {
  type Contract,
  type Operation,
  operationsOf,
  platformProblems,
  problem,
  hasPage,
  problemsOf,
} from '#contracts/vocabulary';
import { createRouter } from '#libs/http-rules';
import { recordEvidence } from '#libs/test-evidence';

export interface TestResponse {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed if it is JSON, otherwise text. */
  readonly body: unknown;
}

interface ServiceOperation extends Operation {
  readonly service: string;
}

export interface CallerOptions {
  /**
   * Whether to record responses as evidence that operations are tested. Set this only for real services, not for a
   * mock.
   */
  readonly recordsEvidence?: boolean;
}

/** Calls operations over HTTP. Throws an Error if the contract does not declare the response. */
export class ContractCaller {
  private readonly router: ReturnType<typeof createRouter<ServiceOperation>>;

  constructor(
    contracts: Contract | readonly Contract[],
    private readonly url: string,
    private readonly options: CallerOptions = {},
  ) {
    this.router = createRouter(
      [contracts].flat().flatMap((contract: Contract) =>
        operationsOf(contract).map((operation) => ({
          ...operation,
          service: contract.name,
        })),
      ),
    );
  }

  /** `example` is the name of the example that the request comes from. It is only recorded as evidence. */
  async request(
    method: string,
    path: string,
    options: {
      readonly body?: unknown;
      readonly token?: string;
      readonly headers?: Record<string, string>;
      readonly example?: string;
    } = {},
  ): Promise<TestResponse> {
    const { body, token, headers, example = null } = options;
    const response = await fetch(`${this.url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && {
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    });
    const text = await response.text();
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '');
    const answer = {
      status: response.status,
      headers: response.headers,
      body: isJson ? parse(text) : text,
    };
    const operation = this.router.match(method, path.split('?')[0] ?? path)?.operation;
    assertDeclared(operation, answer, `${method} ${path}`);
    if (operation && this.options.recordsEvidence)
      recordEvidence({
        operation: `${operation.service}.${operation.id}`,
        status: answer.status,
        example,
      });
    return answer;
  }
}

function parse(text: string): unknown {
  return JSON.parse(text) as unknown;
}

/** Responses may contain these problems even if no operation matches the request. */
const withoutOperation = [
  platformProblems.notFound,
  platformProblems.methodNotAllowed,
  platformProblems.invalidRequest,
  platformProblems.requestTimeout,
  platformProblems.targetTooLong,
  platformProblems.unsupportedMediaType,
  platformProblems.headersTooLarge,
  platformProblems.unavailable,
];

function assertDeclared(operation: Operation | undefined, answer: TestResponse, what: string): void {
  const { status, body } = answer;
  const contentType = answer.headers.get('content-type')?.split(';')[0];
  const isProblem = contentType === 'application/problem+json';
  const declared = isProblem ? undefined : operation?.responses[status];
  if (declared?.kind === 'redirect') {
    if (!answer.headers.get('location')) throw new Error(`${what}: ${status} without a Location`);
    return;
  }
  if (declared?.kind === 'empty') {
    if (body !== '') throw new Error(`${what}: ${status} with a body`);
    return;
  }
  if (declared?.kind === 'html') {
    if (contentType !== 'text/html') throw new Error(`${what}: ${status} is ${contentType}, not a page`);
    return;
  }
  if (declared) {
    if (contentType !== 'application/json') throw new Error(`${what}: ${status} is ${contentType}, not JSON`);
    declared.schema.parse(body);
    if (declared.location !== undefined && !answer.headers.get('location'))
      throw new Error(`${what}: ${status} without a Location`);
    return;
  }
  if (contentType === 'text/html' && isDeclaredErrorPage(operation, status)) return;
  if (!isProblem) {
    throw new Error(`${what}: ${status} ${contentType} is not in the contract: ${JSON.stringify(body)}`);
  }
  const { code, status: inBody } = problem.parse(body);
  const declaredProblems = operation ? problemsOf(operation) : [];
  const notBuilt = operation?.built === false ? [platformProblems.notBuilt] : [];
  const isDeclared = [...declaredProblems, ...notBuilt, ...withoutOperation].some(
    (type) => type.code === code && type.status === status,
  );
  if (!isDeclared || inBody !== status) {
    throw new Error(`${what}: ${status} ${code} is not in the contract: ${JSON.stringify(body)}`);
  }
}

/** A browser gets a declared problem as an HTML page. */
function isDeclaredErrorPage(operation: Operation | undefined, status: number): boolean {
  if (operation && !hasPage(operation)) return false;
  const allowed = [...(operation ? problemsOf(operation) : []), ...withoutOperation];
  return allowed.some((type) => type.status === status);
}
