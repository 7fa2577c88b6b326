import { type Operation, SUNSET, machineScopeOf, rateLimitOf } from '#contracts/vocabulary';
import type { Components, Json } from './components.ts';
import { idempotencyKeyParameter } from './idempotency-key.ts';
import { type OpenApiParameter, parametersOf } from './parameters.ts';
import { requestBody } from './request-body.ts';
import { responsesOf } from './responses.ts';

export interface OperationObject extends Json {
  readonly parameters?: readonly OpenApiParameter[];
}

/** Omits the id and the tags, because they depend on the contract. Adds referenced components to `components`. */
export function openApiOperation(operation: Operation, components: Components): OperationObject {
  const parameters = [
    ...parametersOf(operation, 'path', components),
    ...parametersOf(operation, 'query', components),
    ...(operation.idempotencyKey ? [idempotencyKeyParameter] : []),
  ];
  return {
    summary: operation.summary,
    description: descriptionOf(operation),
    ...(operation.deprecated !== undefined && { deprecated: true }),
    ...(operation.sunset !== undefined && { [SUNSET]: operation.sunset }),
    'x-access': operation.access,
    'x-exposure': operation.exposure,
    ...(!operation.built && { 'x-built': false }),
    security: securityOf(operation),
    ...(parameters.length > 0 && { parameters }),
    ...(operation.body && { requestBody: requestBody(operation, operation.body, components) }),
    responses: responsesOf(operation, components),
  };
}

const CALLERS: Readonly<Record<string, string>> = {
  public: 'Anyone can call it, without a token.',
  member: 'A signed-in user can call it, for the companies in their token.',
  owner: 'Only an owner of the company can call it. Other members get 403.',
  support: "Only Qred's support can call it, for any company. Customers get 403.",
};

function descriptionOf(operation: Operation): string {
  const { access, exposure, deprecated, sunset } = operation;
  return [
    ...(deprecated === undefined ? [] : [`It is deprecated since ${deprecated}.`]),
    ...(sunset === undefined ? [] : [`It may be removed on ${sunset}.`]),
    CALLERS[access] ?? `Only a machine whose token has the scope \`${machineScopeOf(access)}\` can call it.`,
    ...(exposure === 'internal' ? ['It is internal: the edge returns 404.'] : []),
    `A caller can call it ${rateLimitOf(operation)} times a minute.`,
  ].join(' ');
}

function securityOf({ access }: Operation): Json[] {
  if (access === 'public') return [{}, { bearer: [] }];
  const scope = machineScopeOf(access);
  return [{ bearer: scope === undefined ? [] : [scope] }];
}
