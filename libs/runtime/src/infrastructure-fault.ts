/** A server that is down, full, locked or too slow returns these SQLSTATEs. Our statements don't cause them. */
const SQLSTATE = new RegExp(
  [
    '^08', // Connection exceptions.
    '^28(000|P01)$', // The role or its password is refused, for example during a rotation of the secret.
    '^3D000$', // The database does not exist.
    '^53', // Insufficient resources: connections, memory, disk.
    '^57', // An operator intervened: cancelled, shut down, starting up.
    '^58', // System errors, for example of the disk.
    '^55(006|P03)$', // An object is in use, or a lock is not available.
    '^25(006|P03|P04)$', // Read-only after a failover, or a transaction timeout.
    '^40(001|003|P01)$', // A serialization failure, an unknown completion or a deadlock.
  ].join('|'),
);

/**
 * An error with one of these severities concerns the session, which PostgreSQL refuses or ends. So no statement
 * caused the error.
 */
const SESSION_SEVERITIES = new Set<unknown>(['FATAL', 'PANIC']);

const TLS_CODE = /^ERR_(?:SSL|TLS)_/;

/** Node, undici and OpenSSL use these codes for connections that can't be opened or that broke. */
const CONNECTION = new Set([
  'EADDRNOTAVAIL',
  'EAI_AGAIN',
  'EAI_FAIL',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTDOWN',
  'EHOSTUNREACH',
  'EMFILE',
  'ENETDOWN',
  'ENETRESET',
  'ENETUNREACH',
  'ENFILE',
  'ENOBUFS',
  'ENOTCONN',
  'ENOTFOUND',
  'EPIPE',
  'EPROTO',
  'ETIMEDOUT',
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_SOCKET_CLOSED',
  'ERR_SOCKET_CONNECTION_TIMEOUT',
  'ERR_STREAM_PREMATURE_CLOSE',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UND_ERR_BODY_TIMEOUT',
  'UND_ERR_CLOSED',
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_DESTROYED',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_SOCKET',
]);

/** AbortSignal.timeout, the AWS SDK and TypeORM throw these errors, which have no code. */
const NAMES = new Set([
  'ConnectionIsNotSetError',
  'CredentialsProviderError',
  'QueryRunnerAlreadyReleasedError',
  'RequestTimeout',
  'RequestTimeoutException',
  'ServiceUnavailable',
  'SlowDown',
  'ThrottlingException',
  'TimeoutError',
]);

/** Messages of pg and TypeORM about connections. These errors have neither a code nor a specific name. */
const MESSAGES = [
  'timeout exceeded when trying to connect',
  'timeout expired',
  'Connection terminated',
  'Query read timeout',
  'Client has encountered a connection error and is not queryable',
  'Client was closed and is not queryable',
  'The server does not support SSL connections',
  'Cannot use a pool after calling end on the pool',
  'Driver not Connected',
];

/** The maximum length of a chain of causes, because a chain may be circular. */
const MAX_DEPTH = 8;

/**
 * Returns the reason, for the log, if the infrastructure (a database, the network, object storage) caused the error.
 * Returns undefined if our code caused the error. Follows causes, driver errors and aggregates.
 */
export function infrastructureFault(error: unknown): string | undefined {
  return findFault(error, MAX_DEPTH);
}

/** Not `instanceof`, because Node's own errors may come from another realm. */
interface ErrorLike {
  readonly name: string;
  readonly message: string;
  readonly code?: unknown;
  readonly severity?: unknown;
  readonly cause?: unknown;
  readonly driverError?: unknown;
  readonly errors?: unknown;
  readonly $metadata?: unknown;
}

function isErrorLike(value: unknown): value is ErrorLike {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('message' in value))
    return false;
  return typeof value.name === 'string' && typeof value.message === 'string';
}

function findFault(error: unknown, depth: number): string | undefined {
  if (depth === 0 || !isErrorLike(error)) return undefined;
  const reason = faultOf(error);
  if (reason !== undefined) return reason;
  for (const inner of innerErrors(error)) {
    const found = findFault(inner, depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

function faultOf({ name, message, code, severity, $metadata }: ErrorLike): string | undefined {
  if (typeof code === 'string') {
    if (CONNECTION.has(code) || TLS_CODE.test(code)) return code;
    const isSessionLost = SESSION_SEVERITIES.has(severity);
    if (code.length === 5 && (isSessionLost || SQLSTATE.test(code))) return `SQLSTATE ${code}`;
  }
  if (NAMES.has(name)) return name;
  const status = statusOf($metadata);
  if (status !== undefined && (status >= 500 || status === 429)) return `status ${status}`;
  return MESSAGES.find((start) => message.startsWith(start));
}

function innerErrors({ cause, driverError, errors }: ErrorLike): unknown[] {
  return [cause, driverError, ...(Array.isArray(errors) ? (errors as unknown[]) : [])];
}

function statusOf(metadata: unknown): number | undefined {
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}
