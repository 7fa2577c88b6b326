import type { Example, Operation } from '#contracts/vocabulary';
import type { TestService } from './test-service.ts';

/** Sends the request of an example as a member of its company, and expects the answer that it promises. */
export async function keepExample(
  service: Pick<TestService, 'as'>,
  { method, path }: Operation,
  { account, params = {}, query = {}, body, response, problem }: Example,
): Promise<void> {
  const search = new URLSearchParams(query).toString();
  const url = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const accounts = [account ?? query.account_id ?? params.account_id ?? 'company-ab'];
  const answer = await service.as(accounts, method, search ? `${url}?${search}` : url, body);
  if (problem) expect(answer.body).toMatchObject({ code: problem });
  else expect(answer.body).toEqual(response);
}
