import {
  type Question,
  faultQuestions,
  filterQuestions,
  questions,
  sentQuestions,
  valueQuestions,
  wording,
} from '#libs/briefs';

const all: Readonly<Record<string, Question>> = {
  ...faultQuestions,
  ...filterQuestions,
  ...sentQuestions,
  ...valueQuestions,
  ...questions,
};
const PLACE_OF_ENTRY = / Answer it under \w+ of (\w+), entry (\d+)\.$/;
const PLACE = / Answer it under (\w+)\.$/;
/** Only a person who edits the file needs these example lines. */
const EXAMPLE_LINES = / Write it like this:\n[^]*$/;
const NAMED = /\bunder (\w+)( of values| of the brief)?(?=[ .,;?])/g;

/** Replaces field names of the brief's file with the questions of the form. */
export function inWordsOfForm(question: string): string {
  return question
    .replace(EXAMPLE_LINES, '')
    .replace(PLACE_OF_ENTRY, (_, key: string, entry: string) => ` (entry ${entry} of "${labelOf(key)}")`)
    .replace(PLACE, '')
    .replace(/ Write \[\][^.]*\./, '')
    .replace(NAMED, (text, key: string, part?: string) => {
      const label = part === ' of values' ? wording(valueQuestions.service, { name: '…' }) : labelOf(key);
      return label === '' ? text : `in the answer to "${label}"`;
    });
}

function labelOf(key: string): string {
  const question = all[key];
  if (!question) return '';
  const [label = ''] = /^[^?]*\?/.exec(wording(question, { about: 'such thing' })) ?? [];
  return label;
}
