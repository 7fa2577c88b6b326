import { testExamples } from '#libs/testing';
import { service } from '../src/service.ts';

testExamples(service);
