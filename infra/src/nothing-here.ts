import { ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { platformProblems, problemUri } from '#contracts/vocabulary';

/** What the load balancer itself answers where no service does: the same problem that services answer. */
export function nothingHere(): ListenerAction {
  const { code, status, title } = platformProblems.notFound;
  return ListenerAction.fixedResponse(status, {
    contentType: 'application/json',
    messageBody: JSON.stringify({ type: problemUri(code), title, status, detail: title, code }),
  });
}
