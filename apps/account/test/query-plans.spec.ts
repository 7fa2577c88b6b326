import { testQueryPlans } from '#libs/testing';
import { service } from '../src/service.ts';

testQueryPlans(service);
