import { testQueryPlans } from '#libs/testing';
import { service } from '../src/service.ts';

testQueryPlans(service, { values: { reference: 'QS-7K3M-9PTW-XB4F' } });
