import { ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { platformProblems, problemUri } from '#contracts/vocabulary';

/** The load balancer's response for unknown paths: the same problem that services return. */
export function notFoundAction(): ListenerAction {
  const { code, status, title } = platformProblems.notFound;
  return ListenerAction.fixedResponse(status, {
    contentType: 'application/json',
    messageBody: JSON.stringify({ type: problemUri(code), title, status, detail: title, code }),
  });
}
