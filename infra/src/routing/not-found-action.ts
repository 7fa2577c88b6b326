import { ListenerAction } from 'aws-cdk-lib/aws-elasticloadbalancingv2';
import { platformProblems, problemUri } from '#contracts/vocabulary';

/** For unknown paths, the load balancer returns the same problem as the services. */
export function notFoundAction(): ListenerAction {
  const { code, status, title } = platformProblems.notFound;
  return ListenerAction.fixedResponse(status, {
    contentType: 'application/json',
    messageBody: JSON.stringify({ type: problemUri(code), title, status, detail: title, code }),
  });
}
