import { Controller } from '@nestjs/common';
import { type JsonBody, contract } from '#contracts/vocabulary';
import { ServiceConfig } from '#libs/configuration';
import { Implements } from './implements.decorator.ts';

const { ping } = contract('any', {}).operations;

@Controller()
export class PingController {
  constructor(private readonly config: ServiceConfig) {}

  @Implements(ping)
  ping(): Promise<JsonBody<typeof ping>> {
    return Promise.resolve({ data: { service: this.config.manifest.name, version: this.config.version } });
  }
}
