import {
  Get,
  HttpCode,
  Patch,
  Post,
  Put,
  Delete,
  SetMetadata,
  UseInterceptors,
  applyDecorators,
} from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiHeader, ApiOperation, ApiParam, ApiQuery } from '@nestjs/swagger';
import {
  type Method,
  type Operation,
  type Output,
  emptyStatus,
  jsonResponse,
  locationTemplateOf,
  pathsOf,
} from '#contracts/vocabulary';
import { type OpenApiParameter, noComponents, openApiOperation } from '#libs/openapi';
import { LocationInterceptor } from './location.interceptor.ts';
import type { RequestTo } from './operation-request.ts';
import { PageReplyInterceptor } from './page-reply.interceptor.ts';
import { withinDeadline } from './within-deadline.ts';

const OPERATION = Symbol('operation');

const routes: Record<Method, (paths: string[]) => MethodDecorator> = {
  GET: Get,
  POST: Post,
  PUT: Put,
  PATCH: Patch,
  DELETE: Delete,
};

type Handler<O extends Operation> = (request: RequestTo<O>) => Promise<Output<O>>;

/**
 * Makes a method the handler of an operation. The contract defines the paths, the status and the documentation. The
 * compiler checks that the type of the method matches the contract.
 */
export function Implements<O extends Operation>(operation: O) {
  const { parameters = [], ...documented } = openApiOperation(operation, noComponents());
  const decorate = applyDecorators(
    SetMetadata(OPERATION, operation),
    routes[operation.method](pathsOf(operation).map(toRoute)),
    HttpCode(jsonResponse(operation)?.status ?? emptyStatus(operation) ?? 200),
    ...(hasNoPage(operation) ? [] : [UseInterceptors(PageReplyInterceptor)]),
    ...(locationTemplateOf(operation) === undefined
      ? []
      : [UseInterceptors(new LocationInterceptor(operation))]),
    ApiOperation(documented),
    ...parameters.map(documentParameter),
    RouteConfig({
      operationId: operation.id,
      exposure: operation.exposure,
      deadlineMs: operation.deadlineMs,
    }),
  );
  return <H extends Handler<O>>(
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<H>,
  ): PropertyDescriptor => {
    const { value: handler } = descriptor;
    if (!handler) throw new Error(`${operation.id} can only be implemented by a method`);
    const bounded = withinDeadline<[RequestTo<O>], Output<O>>(handler);
    // Decorators below `@Implements` run first and set metadata on the original method. The wrapped method needs the
    // same metadata.
    for (const name of Reflect.getMetadataKeys(handler) as unknown[])
      Reflect.defineMetadata(name, Reflect.getMetadata(name, handler), bounded);
    const wrapped: PropertyDescriptor = { ...descriptor, value: bounded };
    decorate(target, key, wrapped);
    return wrapped;
  };
}

/** Redirects also count as pages. */
export function hasNoPage({ responses }: Operation): boolean {
  return Object.values(responses).every(({ kind }) => kind === 'json' || kind === 'empty');
}

/** Undefined for a route that no contract declares. */
export function operationOf(handler: object): Operation | undefined {
  return Reflect.getMetadata(OPERATION, handler) as Operation | undefined;
}

function documentParameter(parameter: OpenApiParameter): MethodDecorator {
  const decorators = { path: ApiParam, query: ApiQuery, header: ApiHeader };
  return decorators[parameter.in](parameter);
}

function toRoute(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}
