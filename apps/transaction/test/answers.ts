import {
  type Spend,
  type SpendOverview,
  type Transaction,
  spend,
  spendOverview,
  transaction,
} from '#contracts/transaction';
import { type Page, type Problem, data, list, problem } from '#contracts/vocabulary';
import type { Answer } from '#libs/testing';

/** The list in a response. Throws if the response is anything else. */
export function listIn({ body }: Answer): { data: Transaction[]; page: Page } {
  return list(transaction).parse(body);
}

/** The ids of the list in a response, in its order. */
export function idsIn(answer: Answer): string[] {
  return listIn(answer).data.map(({ transaction_id: id }) => id);
}

/** The spend in a response. Throws if the response is anything else. */
export function spendIn({ body }: Answer): Spend {
  return data(spend).parse(body).data;
}

/** The spend overview in a response. Throws if the response is anything else. */
export function spendOverviewIn({ body }: Answer): SpendOverview {
  return data(spendOverview).parse(body).data;
}

/** The problem in a response. Throws if the response is anything else. */
export function problemIn({ body }: Answer): Problem {
  return problem.parse(body);
}
