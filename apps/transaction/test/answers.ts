import { type Spend, type Transaction, spend, transaction } from '#contracts/transaction';
import { type Page, type Problem, data, list, problem } from '#contracts/vocabulary';
import type { Answer } from '#libs/testing';

/** The list in an answer. Throws if the answer is anything else. */
export function listIn({ body }: Answer): { data: Transaction[]; page: Page } {
  return list(transaction).parse(body);
}

/** The ids of the list in an answer, in its order. */
export function idsIn(answer: Answer): string[] {
  return listIn(answer).data.map(({ transaction_id: id }) => id);
}

/** The spend in an answer. Throws if the answer is anything else. */
export function spendIn({ body }: Answer): Spend {
  return data(spend).parse(body).data;
}

/** The problem in an answer. Throws if the answer is anything else. */
export function problemIn({ body }: Answer): Problem {
  return problem.parse(body);
}
