import { type Contract, SUNSET, operationsOf } from '#contracts/vocabulary';
import { type OpenApiDocument } from '#libs/openapi';
import type { Deprecation } from '#libs/portal-data';

/**
 * Finds deprecated operations in the contracts, and deprecated fields and parameters in the OpenAPI documents. Sorts
 * them by sunset.
 */
export function findDeprecations(
  contracts: readonly Contract[],
  documents: ReadonlyMap<string, OpenApiDocument>,
): Deprecation[] {
  return [
    ...contracts.flatMap(deprecatedOperations),
    ...[...documents].flatMap(([service, document]) => deprecatedParts(service, document)),
  ].sort((one, other) => (one.sunset ?? '9999').localeCompare(other.sunset ?? '9999'));
}

function deprecatedOperations(contract: Contract): Deprecation[] {
  return operationsOf(contract).flatMap(({ id, deprecated, sunset }) =>
    deprecated === undefined
      ? []
      : [
          {
            service: contract.name,
            name: id,
            kind: 'operation' as const,
            since: deprecated,
            sunset: sunset ?? null,
          },
        ],
  );
}

function deprecatedParts(service: string, { components, paths }: OpenApiDocument): Deprecation[] {
  const found = (name: string, kind: 'field' | 'parameter', schema: unknown): Deprecation[] =>
    isObject(schema) && schema.deprecated === true
      ? [{ service, name, kind, since: null, sunset: textOrNull(schema[SUNSET]) }]
      : [];
  const fields = Object.entries(components.schemas).flatMap(([schema, definition]) =>
    propertiesIn(definition).flatMap(([name, property]) => found(`${schema}.${name}`, 'field', property)),
  );
  const parameters = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(isObject(item) ? item : {}).flatMap(([method, operation]) =>
      parametersOf(operation).flatMap((parameter) =>
        found(`${String(parameter.name)} of ${method.toUpperCase()} ${path}`, 'parameter', {
          ...(isObject(parameter.schema) && parameter.schema),
          ...(parameter.deprecated === true && { deprecated: true }),
        }),
      ),
    ),
  );
  return [...fields, ...parameters];
}

function propertiesIn(schema: unknown): [string, unknown][] {
  if (!isObject(schema)) return [];
  const own = isObject(schema.properties) ? Object.entries(schema.properties) : [];
  return [...own, ...Object.values(schema).flatMap(propertiesIn)];
}

function parametersOf(operation: unknown): Fields[] {
  const parameters = isObject(operation) ? operation.parameters : undefined;
  return Array.isArray(parameters) ? parameters.filter(isObject) : [];
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
