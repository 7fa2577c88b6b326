import { testTenants } from '#libs/testing';
import { service } from '../src/service.ts';

testTenants(service);
