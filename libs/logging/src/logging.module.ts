import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import { ServiceConfig } from '#libs/configuration';
import { type Surroundings, lineOptions } from './line-options.ts';
import { PinoLogger } from './pino-logger.ts';
import { RequestLines, TO_LOGGABLE_PATH, type ToLoggablePath } from './request-lines.ts';
import { type LineOutput, standardOutput } from './standard-output.ts';

@Module({})
export class LoggingModule implements OnModuleInit {
  constructor(private readonly logger: PinoLogger) {}

  onModuleInit(): void {
    standardOutput.onDropped((lines) =>
      this.logger.error({ dropped_lines: lines }, 'Lines were dropped while the log could not be written'),
    );
  }

  static forRoot(
    surroundings: Surroundings = () => ({}),
    toLoggablePath: ToLoggablePath = (path) => path,
    output: LineOutput = standardOutput,
  ): DynamicModule {
    return {
      module: LoggingModule,
      global: true,
      imports: [
        LoggerModule.forRootAsync({
          inject: [ServiceConfig],
          useFactory: (config: ServiceConfig) => ({
            // The middleware of nestjs-pino is off, because RequestLines logs requests much faster.
            forRoutes: [],
            pinoHttp: [
              lineOptions({
                service: config.manifest.name,
                version: config.version,
                level: config.logLevel,
                surroundings,
              }),
              output,
            ],
          }),
        }),
      ],
      providers: [PinoLogger, RequestLines, { provide: TO_LOGGABLE_PATH, useValue: toLoggablePath }],
      exports: [LoggerModule, PinoLogger],
    };
  }
}
