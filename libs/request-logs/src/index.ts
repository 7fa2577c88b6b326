export { readLinesOfFolder, readRecentLines } from './log-folder.ts';
export { type LogLine, parseLogLine, parseLogText } from './log-line.ts';
export { renderTrace } from './render-trace.ts';
export { type RequestTrace, traceRequest, traceRequests } from './request-trace.ts';
