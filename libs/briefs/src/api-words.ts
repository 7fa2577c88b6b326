import { lookUp } from './look-up.ts';
/** The API's word for a company. */
export const COMPANY = 'account';

const API_WORDS: Readonly<Record<string, string>> = {
  company: COMPANY,
  purchase: 'transaction',
  refund: 'transaction',
  bill: 'invoice',
  balance: 'spend',
  spending: 'spend',
  'customer question': 'support request',
  'support case': 'support request',
  'support question': 'support request',
  ticket: 'support request',
  'home screen': 'overview',
};

/** Translates an everyday word into the API's word. Returns the same word if the API uses the everyday word. */
export function apiWord(thing: string): string {
  return lookUp(API_WORDS, thing.toLowerCase()) ?? thing;
}

const WORDS_OF_PEOPLE: Readonly<Record<string, string>> = {
  [COMPANY]: 'company',
  transaction: 'purchase',
};

/** Translates the API's word into the word that customers see. */
export function wordOfPeople(thing: string): string {
  return lookUp(WORDS_OF_PEOPLE, thing) ?? thing;
}
