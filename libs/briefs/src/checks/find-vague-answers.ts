import type { Brief } from '../answers/brief.ts';
import type { NamedExample } from '../values/value-kind.ts';
import { wordsOf } from '../words.ts';

const FEWEST_WORDS = 3;
/** Sentences that name only a benefit. */
const BENEFIT =
  /^((makes?|gets?) (it|things?|everything|life|work) (\w+ )?(easier|simpler|better|faster|clearer)|gives? (\w+ ){0,4}(overview|control)(?! of)|helps? (\w+ ){0,4}(with|to (stay|keep|be|get))|(stays?|keeps?) (\w+ ){0,3}(on top|in control)|improves?|simplif(y|ies))\b/i;
const ANYTHING = /\b(things?|stuff|everything|anything|something)$|^(data|info|information|it)$/i;
const NO_SOURCE =
  /^(everything|anything|everywhere|somewhere|things?|all( of it)?|(all|the|our|your|their|its) (the )?(data|database|figures|information|numbers|system|things))$/i;
const NO_EXAMPLE =
  /^((an? )?(few|some|many|lots?|couple|various|enough)( of (\w+ )?\w+)?|(an?|the|some) (number|date|amount|text|name|time|percentage|value|word)|tbd|[?.…]+)$/i;

/** Asks about answers that any brief could have, such as "everything" or "a few". */
export function findVagueAnswers(brief: Brief): string[] {
  const { does, about, inside = about, values, send, find_by } = brief;
  const isVague = wordsOf(does).length < FEWEST_WORDS || BENEFIT.test(does);
  return [
    ...(isVague ? [askForSentence(brief)] : []),
    ...(ANYTHING.test(about) ? [askForThing('about', about)] : []),
    ...(inside !== about && ANYTHING.test(inside) ? [askForThing('inside', inside)] : []),
    ...values.filter(({ from }) => NO_SOURCE.test(from.trim())).map(askForSource),
    ...[...values, ...send, ...find_by]
      .filter(({ example }) => NO_EXAMPLE.test(example.trim()))
      .map(askForExample),
  ];
}

function askForSentence({ does }: Brief): string {
  return `What does the user do or see? "${does}" is not enough. Write a sentence under does, for example "Shows the invoices that are not paid yet".`;
}

function askForThing(key: string, thing: string): string {
  return `Which thing is "${thing}"? Name it under ${key}, for example "unpaid invoice" or "missing receipt". If there are several kinds, write a brief for each.`;
}

function askForSource({ name, from }: { readonly name: string; readonly from: string }): string {
  return `Where does "${name}" come from? "${from}" is not enough. Write the things under from, for example "the unpaid invoices".`;
}

function askForExample({ name, example }: NamedExample): string {
  return `What does "${name}" look like? "${example}" is not an example. Write one, such as 3, 500 kr or 2026-06-25. If "${name}" has several entries, write "list of:" and two entries.`;
}
