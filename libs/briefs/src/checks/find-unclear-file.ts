import { type Brief, formOf } from '../answers/brief.ts';
import { listIn } from '../values/list-of.ts';
import { mentionsFile } from '../values/read-file.ts';
import { UPLOAD_FIELD } from '../design/standard-fields.ts';
import type { NamedExample } from '../values/value-kind.ts';
import { valueType } from '../values/value-type.ts';
import { snakeCase } from '../words.ts';

const UPLOAD = /\bupload(s|ed|ing)?\b/i;
const ATTACH = /\battach(es|ed|ing)?\b/i;
const FILE_EXAMPLE = 'for example "photo: JPEG or PNG, up to 10 MB"';

export function isFile(value: NamedExample): boolean {
  const type = valueType(value, 'sent');
  return 'schema' in type && type.schema.includes('announcedFile(');
}

export function askAboutFiles(brief: Brief): string[] {
  const { name, does, about, send, values, shows } = brief;
  const form = formOf(brief);
  const files = send.filter(isFile);
  const [file] = files;
  const sentence = `${name} ${does}`;
  if (!file) {
    const isMissing = UPLOAD.test(sentence) || (ATTACH.test(sentence) && mentionsFile(sentence));
    return form !== 'read' && isMissing && send.every((value) => 'schema' in valueType(value, 'sent'))
      ? [`Which file does the user send? Write it under send, ${FILE_EXAMPLE}.`]
      : [];
  }
  const shown = values.find((value) =>
    [file.name, UPLOAD_FIELD].some((taken) => isSameName(value.name, taken)),
  );
  return [
    ...(files.length > 1 || listIn(file.example) !== undefined
      ? [
          'An operation takes one file. Write one under send, and write in the sentence under does that the user repeats it for each file. If the files differ, such as front and back, write a brief for each.',
        ]
      : []),
    ...(file.optional === 'yes'
      ? [
          `A file can't be optional. Leave out "${file.name}" here, and write a second brief with the file under send and "inside: ${about}".`,
        ]
      : []),
    ...(form !== 'new'
      ? [
          'A file that the user sends is a new thing. Write "new" under changes, name the thing under about, for example "receipt photo", and write under inside what it belongs to.',
        ]
      : []),
    ...(form === 'new' && shows !== 'one thing'
      ? ['The response shows the new thing. Write "one thing" under shows.']
      : []),
    ...(shown
      ? [
          `The file has not arrived yet when the response is sent, so leave "${shown.name}" out under values. To show it later, write another brief with "a file" under shows.`,
        ]
      : []),
  ];
}

function isSameName(one: string, other: string): boolean {
  return snakeCase(one) === snakeCase(other);
}

const FILE_NAME = /^(https?:\/\/)?\S+\.(pdf|docx?|xlsx?|jpe?g|png|heic|csv)$/i;

export const isFileName = ({ example }: NamedExample) => FILE_NAME.test(example.trim());

export function askForFile({ name, example }: NamedExample): string {
  return `"${example}" is a file, and each file needs a separate operation. Leave out "${name}", and write another brief with "a file" under shows. If the user sees only the name of the file, write "text: ${example}".`;
}
