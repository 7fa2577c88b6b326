export { allStageSettings } from './pipeline/arguments.ts';
export { type FiguresPage, renderFiguresPage } from './figures/figures-page.ts';
export type { DeploymentRecords } from './records/deployment-records.ts';
export { FileRecords } from './records/file-records.ts';
export { connectToGitHub, gitHubSettings } from './records/github.ts';
export { openExistingRecords } from './records/open-records.ts';
export { postComment } from './records/post-comment.ts';
export type { DeploymentRecord } from './records/record.ts';
export { deliveryVariables } from './variables.ts';
