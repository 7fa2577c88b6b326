import { testWrites } from '#libs/testing';
import { service } from '../src/service.ts';

testWrites(service);
