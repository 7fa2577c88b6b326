export { assertReviewed } from './approval.ts';
export { openGitHub } from './connect-to-github.ts';
export { DeploymentRecords, type DeploymentHistory, openRecords } from './deployment-records.ts';
export { exampleRecord, exampleSha } from './example-record.ts';
export { type Content, PARTS, type Part } from './parts.ts';
export { publishReport } from './post-comment.ts';
export {
  type Commit,
  type DeploymentAttempt,
  type DeploymentRecord,
  type Incident,
  type Outcome,
  type RecordKey,
  inOrder,
  keyOf,
  parseRecord,
} from './record.ts';
export { gitHubVariables } from './variables.ts';
