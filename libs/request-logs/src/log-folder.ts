import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type LogLine, parseLogLine, parseLogText } from './log-line.ts';

/** Only this many bytes at the end of a log are searched for recent lines. */
const RECENT_BYTES = 512 * 1024;

/** Throws an Error if the folder has no logs. */
export async function readLinesOfFolder(folder: string, requestId: string): Promise<LogLine[]> {
  const lines = await Promise.all(logsIn(folder).map((file) => readLines(file, requestId)));
  return lines.flat();
}

/** Reads the last lines of every log. Throws an Error if the folder has no logs. */
export async function readRecentLines(folder: string): Promise<LogLine[]> {
  const texts = await Promise.all(logsIn(folder).map(readEnd));
  return texts.flatMap(parseLogText);
}

function logsIn(folder: string): string[] {
  const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.endsWith('.log')) : [];
  if (files.length === 0) throw new Error(`${folder} holds no logs. Start the stack with npm start.`);
  return files.map((file) => join(folder, file));
}

async function readLines(file: string, requestId: string): Promise<LogLine[]> {
  const found: LogLine[] = [];
  for await (const text of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const line = text.includes(requestId) ? parseLogLine(text) : undefined;
    if (line) found.push(line);
  }
  return found;
}

/** The first line of the result may be incomplete. An incomplete line is not valid JSON. */
async function readEnd(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, RECENT_BYTES);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8');
  } finally {
    await handle.close();
  }
}
