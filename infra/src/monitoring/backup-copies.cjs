// Runs in AWS Lambda, whose Node runtime includes the AWS SDK.
const { RDSClient, paginateDescribeDBInstanceAutomatedBackups } = require('@aws-sdk/client-rds');

const MINUTE_MS = 60_000;

/** Throws an Error that names the databases in DATABASES without a recent backup copy in COPY_REGION. */
exports.handler = async () => {
  const { COPY_REGION: region, DATABASES, MAX_AGE_MINUTES } = process.env;
  const copies = new Map();
  const pages = paginateDescribeDBInstanceAutomatedBackups({ client: new RDSClient({ region }) }, {});
  for await (const { DBInstanceAutomatedBackups: backups = [] } of pages) {
    for (const { DBInstanceIdentifier, RestoreWindow } of backups) {
      const latest = Math.max(copies.get(DBInstanceIdentifier) ?? 0, Number(RestoreWindow?.LatestTime ?? 0));
      copies.set(DBInstanceIdentifier, latest);
    }
  }
  const faults = DATABASES.split(',').flatMap((database) => {
    const minutes = Math.round((Date.now() - (copies.get(database) ?? 0)) / MINUTE_MS);
    if (!copies.get(database)) return [`${database} has no copy in ${region}`];
    return minutes > Number(MAX_AGE_MINUTES) ? [`The copy of ${database} is ${minutes} minutes old`] : [];
  });
  if (faults.length > 0) throw new Error(faults.join('; '));
};
