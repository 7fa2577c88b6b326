import { testLists } from '#libs/testing';
import { service } from '../src/service.ts';

testLists(service);
