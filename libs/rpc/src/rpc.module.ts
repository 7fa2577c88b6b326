import { Global, Module } from '@nestjs/common';
import { ServiceConfig } from '#libs/configuration';
import { CloudMapDiscovery } from './cloud-map-discovery.ts';
import { DISCOVERY, type Discovery } from './discovery.ts';
import { Rpc } from './rpc.ts';
import { StaticDiscovery } from './static-discovery.ts';
import { TRUST, trustOf } from './trust.ts';

@Global()
@Module({
  providers: [
    {
      provide: DISCOVERY,
      inject: [ServiceConfig],
      useFactory({ rpc: { discovery }, tlsSecrets }: ServiceConfig): Discovery {
        return discovery.kind === 'static'
          ? new StaticDiscovery(discovery.addresses)
          : new CloudMapDiscovery(discovery.namespace, tlsSecrets.length > 0 ? 'https' : 'http');
      },
    },
    { provide: TRUST, inject: [ServiceConfig], useFactory: trustOf },
    Rpc,
  ],
  exports: [Rpc],
})
export class RpcModule {}
