import type { IncomingMessage } from 'node:http';
import { type DynamicModule, Module, RequestMethod } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { ServiceConfig } from '#libs/runtime';
import { serializeError } from './error-serializer.ts';
import { type Surroundings, lineOptions } from './line-options.ts';

/** The library's own pattern, {/*splat}, gets a second slash from Nest and then matches no path. */
const EVERY_ROUTE = { path: '{*splat}', method: RequestMethod.ALL };

/** A middleware sees only the rest of the URL behind its own route in `url`. */
type LoggedRequest = IncomingMessage & { readonly originalUrl?: string };

/** JSON lines on standard output: request id, service name and version in each, nothing private in any. */
@Module({})
export class LoggingModule {
  static forRoot(
    surroundings: Surroundings = () => ({}),
    toLoggablePath: (path: string) => string = (path) => path,
  ): DynamicModule {
    return {
      module: LoggingModule,
      imports: [
        LoggerModule.forRootAsync({
          inject: [ServiceConfig],
          useFactory: (config: ServiceConfig) => ({
            forRoutes: [EVERY_ROUTE],
            // What a request assigns is also in the line that is written when it ends.
            assignResponse: true,
            pinoHttp: {
              ...lineOptions({
                service: config.manifest.name,
                version: config.version,
                level: config.logLevel,
                surroundings,
              }),
              quietReqLogger: true,
              customAttributeKeys: { reqId: 'request_id', responseTime: 'duration_ms' },
              serializers: {
                err: serializeError,
                req: ({ method, url, originalUrl = url }: LoggedRequest) => ({
                  method,
                  path: toLoggablePath(originalUrl?.split('?')[0] ?? ''),
                }),
                res: ({ statusCode }: { statusCode: number }) => ({ status: statusCode }),
              },
              wrapSerializers: false,
              customLogLevel: (_request, response, error) =>
                error !== undefined || response.statusCode >= 500 ? 'error' : 'info',
            },
          }),
        }),
      ],
      exports: [LoggerModule],
    };
  }
}
