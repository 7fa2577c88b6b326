import { readFileSync, writeFileSync } from 'node:fs';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';

const { source, target } = workerData as { source: string; target: string };
const text = readFileSync(source, 'utf8');
if (text === 'broken') throw new Error('It is broken');
parentPort?.postMessage('loaded');
if (parentPort) await once(parentPort, 'message');
if (text === 'unable to serve') throw new Error('The port is in use');
writeFileSync(target, text);
parentPort?.postMessage('serving');
setInterval(() => undefined, 1_000);
