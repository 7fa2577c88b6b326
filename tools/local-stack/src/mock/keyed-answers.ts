import { type Operation, type ParsedRequest, platformProblems } from '#contracts/vocabulary';
import { type Answer, refuse } from './answer.ts';

/** Responses that the mock remembers; the oldest goes first. */
const MAX_ANSWERS = 1_000;
const NOT_FOUND = 404;

interface KeyedAnswer {
  readonly fingerprint: string;
  readonly answer: Answer;
}

/** Repeats the response to an idempotency key, by the rules of the services. */
export class KeyedAnswers {
  private readonly answers = new Map<string, KeyedAnswer>();

  /** The stored response of the key and whether it is a replay; without one, what `choose` returns. */
  answer(
    operation: Operation,
    request: ParsedRequest,
    caller: string | undefined,
    choose: () => Answer,
  ): { readonly answer: Answer; readonly isReplay: boolean } {
    const { idempotencyKey, params, query, body } = request;
    if (idempotencyKey === undefined) return { answer: choose(), isReplay: false };
    const key = JSON.stringify([operation.id, params, query.account_id, caller, idempotencyKey]);
    const fingerprint = JSON.stringify([query, body]);
    const stored = this.answers.get(key);
    if (stored?.fingerprint === fingerprint) return { answer: stored.answer, isReplay: true };
    if (stored) return { answer: refuse(platformProblems.idempotencyKeyReused), isReplay: false };
    const answer = choose();
    if (isStored(operation, answer)) this.store(key, { fingerprint, answer });
    return { answer, isReplay: false };
  }

  private store(key: string, answer: KeyedAnswer): void {
    this.answers.set(key, answer);
    const [oldest] = this.answers.keys();
    if (this.answers.size > MAX_ANSWERS && oldest !== undefined) this.answers.delete(oldest);
  }
}

function isStored({ problems }: Operation, answer: Answer): boolean {
  if (answer.kind !== 'problem') return true;
  const { code, status } = answer.problem;
  return status !== NOT_FOUND && status < 500 && problems.some((problem) => problem.code === code);
}
