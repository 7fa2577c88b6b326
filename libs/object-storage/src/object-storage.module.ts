import { Global, Module } from '@nestjs/common';
import { ServiceConfig } from '#libs/configuration';
import { ObjectStorage } from './object-storage.ts';

@Global()
@Module({
  providers: [
    {
      provide: ObjectStorage,
      inject: [ServiceConfig],
      useFactory: ({ storage }: ServiceConfig) => new ObjectStorage(storage),
    },
  ],
  exports: [ObjectStorage],
})
export class ObjectStorageModule {}
