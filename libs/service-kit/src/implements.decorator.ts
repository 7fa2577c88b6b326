import { Get, HttpCode, Patch, Post, Put, Delete, SetMetadata, applyDecorators } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiHeader, ApiOperation, ApiParam, ApiQuery } from '@nestjs/swagger';
import {
  type Method,
  type OpenApiParameter,
  type Operation,
  type Output,
  jsonResponse,
  noComponents,
  openApiOperation,
  pathsOf,
} from '#contracts/vocabulary';
import type { RequestTo } from './operation-request.ts';

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
 * Makes a method the handler of an operation: its paths, status and documentation come from the contract,
 * and the compiler checks the method's type against it.
 */
export function Implements<O extends Operation>(operation: O) {
  const { parameters = [], ...documented } = openApiOperation(operation, noComponents());
  const decorate = applyDecorators(
    SetMetadata(OPERATION, operation),
    routes[operation.method](pathsOf(operation).map(toRoute)),
    HttpCode(jsonResponse(operation)?.status ?? 200),
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
  ): void => {
    decorate(target, key, descriptor);
  };
}

/** The operation that a handler implements; undefined for a route that no contract declares. */
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
