import { runService } from '#libs/service-kit';
import { service } from './service.ts';

await runService(service);
