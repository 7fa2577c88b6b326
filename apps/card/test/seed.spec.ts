import { testSeed } from '#libs/testing';
import { service } from '../src/service.ts';

testSeed(service);
