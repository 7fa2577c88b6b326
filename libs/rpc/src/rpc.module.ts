import { Global, Module } from '@nestjs/common';
import { ServiceConfig } from '#libs/configuration';
import { CloudMapDiscovery } from './cloud-map-discovery.ts';
import { DISCOVERY, type Discovery } from './discovery.ts';
import { Rpc } from './rpc.ts';
import { StaticDiscovery } from './static-discovery.ts';

@Global()
@Module({
  providers: [
    {
      provide: DISCOVERY,
      inject: [ServiceConfig],
      useFactory({ rpc: { discovery } }: ServiceConfig): Discovery {
        return discovery.kind === 'static'
          ? new StaticDiscovery(discovery.addresses)
          : new CloudMapDiscovery(discovery.namespace);
      },
    },
    Rpc,
  ],
  exports: [Rpc],
})
export class RpcModule {}
