// AWS Lambda runs this file without a build, so the file can't use packages.
const TIMEOUT_MS = 5_000;

/** Requests each URL in CHECKS. Throws an Error that names every unexpected response. */
exports.handler = async () => {
  const checks = JSON.parse(process.env.CHECKS);
  const faults = await Promise.all(checks.map(({ url, status }) => findFault(url, status)));
  const found = faults.filter(Boolean);
  if (found.length > 0) throw new Error(found.join('; '));
};

async function findFault(url, wanted) {
  try {
    const { status, headers } = await fetch(url, {
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (status === wanted) return undefined;
    return `${url} returned ${status} instead of ${wanted} (request id ${headers.get('x-request-id') ?? 'none'})`;
  } catch (error) {
    return `${url} did not respond: ${error.cause?.message ?? error.message}`;
  }
}
