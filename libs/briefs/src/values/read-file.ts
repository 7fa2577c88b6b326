import { MAX_UPLOAD_BYTES, type UploadType } from '#contracts/vocabulary';
import { type Unclear, ask } from './unclear.ts';

export interface SentFile {
  readonly types: readonly UploadType[];
  readonly maxBytes: number;
  /** A description for people, such as "JPEG or PNG, at most 5 MB". */
  readonly words: string;
  /** True if the brief does not give the types or the size, so that defaults apply. */
  readonly isAssumed: boolean;
}

interface Format {
  readonly name: string;
  readonly type: UploadType;
  readonly pattern: RegExp;
}

const FORMATS: readonly Format[] = [
  { name: 'JPEG', type: 'image/jpeg', pattern: /\bjpe?gs?\b/i },
  { name: 'PNG', type: 'image/png', pattern: /\bpngs?\b/i },
  { name: 'HEIC', type: 'image/heic', pattern: /\bhei[cf]\b/i },
  { name: 'WebP', type: 'image/webp', pattern: /\bwebp\b/i },
  { name: 'PDF', type: 'application/pdf', pattern: /\bpdfs?\b/i },
];
const USUAL_FORMATS = FORMATS.filter(({ name }) => ['JPEG', 'PNG', 'PDF'].includes(name));
const USUAL_BYTES = 10_000_000;
const OTHER_FORMAT =
  /\b(gif|svg|tiff?|bmp|docx?|xlsx?|pptx?|csv|txt|rtf|zip|mp[34]|mov|avi|html?|xml|videos?|word|excel)\b/i;
const SIZE = /(\d+(?:[.,]\d+)?) ?([kmg])b\b/i;
const BYTES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, g: 1e9 };
const FILE_NAME = /^[\p{L}\d _()-]+\.[a-z]{3,4}$/iu;
const FILE_WORD = /\b(photos?|pictures?|images?|files?|attachments?|scans?)\b/i;
const CONNECTIVE = /\b(an?|the|or|and|up|to|at|most|max|maximum|of|with|only|below|under)\b|[,;/().]/gi;

export function mentionsFile(text: string): boolean {
  return FILE_WORD.test(text) || FORMATS.some(({ pattern }) => pattern.test(text)) || OTHER_FORMAT.test(text);
}

/** Whether an example contains only file types and perhaps a size: "JPEG or PNG, up to 10 MB". */
export function isFileLimit(example: string): boolean {
  const formats = [...FORMATS.map(({ pattern }) => pattern), OTHER_FORMAT].map(
    ({ source }) => new RegExp(source, 'gi'),
  );
  const bare = formats.reduce((text, pattern) => text.replace(pattern, ''), example);
  if (bare === example && !SIZE.test(example)) return false;
  const rest = bare.replace(SIZE, '').replace(new RegExp(FILE_WORD.source, 'gi'), '').replace(CONNECTIVE, '');
  return rest.trim() === '';
}

/** Reads a file from its types and size, or from its name. Undefined if the example is no file. */
export function readSentFile(name: string, example: string): SentFile | Unclear | undefined {
  const isNamed = FILE_NAME.test(example) && mentionsFile(example.replace(/^.*\./, ''));
  if (!isFileLimit(example) && !isNamed) return FILE_WORD.test(name) ? askForLimits(name) : undefined;
  if (OTHER_FORMAT.test(example)) return refuseFormat(name);
  const formats = isNamed ? [] : FORMATS.filter(({ pattern }) => pattern.test(example));
  const size = isNamed ? undefined : bytesIn(example);
  const maxBytes = size ?? USUAL_BYTES;
  if (maxBytes < 1 || maxBytes > MAX_UPLOAD_BYTES)
    return ask(`A file can have at most ${MAX_UPLOAD_BYTES / 1e6} MB. How large may "${name}" be?`);
  const accepted = formats.length > 0 ? formats : USUAL_FORMATS;
  return {
    types: accepted.map(({ type }) => type),
    maxBytes,
    words: `${orList(accepted.map((format) => format.name))}, at most ${sizeInWords(maxBytes)}`,
    isAssumed: formats.length === 0 || size === undefined,
  };
}

function askForLimits(name: string): Unclear {
  return ask(
    `Which types of file may "${name}" be, and how large? Write the types and the size, for example "JPEG or PNG, up to 10 MB", or "PDF up to 5 MB". If it is not a file, write "text:" and an example.`,
  );
}

function refuseFormat(name: string): Unclear {
  return ask(
    `Not yet, because apps can send only ${orList(FORMATS.map((format) => format.name))} files. Other files can contain code that runs when somebody opens the file. Until then, write which of these types "${name}" may have, for example "PDF up to 5 MB".`,
  );
}

function bytesIn(example: string): number | undefined {
  const [, number = '', unit = ''] = SIZE.exec(example) ?? [];
  return number === ''
    ? undefined
    : Math.round(Number(number.replace(',', '.')) * (BYTES[unit.toLowerCase()] ?? 1));
}

function sizeInWords(bytes: number): string {
  return bytes >= 1e6 ? `${bytes / 1e6} MB` : `${bytes / 1e3} kB`;
}

function orList(words: readonly string[]): string {
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} or ${words.at(-1)}` : words.join('');
}
