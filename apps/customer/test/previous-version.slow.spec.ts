import { testPreviousVersion } from '#libs/testing';
import { service } from '../src/service.ts';

testPreviousVersion(service);
