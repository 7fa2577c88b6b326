import { isRecord, keyInPath } from './entity.ts';
import type { Call } from './call.ts';

/** The number of wrong attempts that the services allow. */
const MAX_ATTEMPTS = 5;

/**
 * Counts requests with wrong details for an entity. Too many wrong attempts lock the action. By convention, the code of
 * a lock ends with `_LOCKED`, and the operation's id begins with the action's name.
 */
export function countWrongAttempt({ operation, siblings, request, written, accounts }: Call): void {
  const key = keyInPath(operation, request.params);
  const lock = operation.problems.find(({ code }) => code.endsWith('_LOCKED'));
  if (!key || !lock || written.countAttempt(key) < MAX_ATTEMPTS) return;
  const { actions } = { ...accounts.find(siblings, key), ...written.find(key) };
  if (!isRecord(actions)) return;
  const name = Object.keys(actions).find((action) => operation.id.startsWith(action));
  if (name === undefined) return;
  written.change(key, { actions: { ...actions, [name]: { allowed: false, reason: lock.code } } });
}
