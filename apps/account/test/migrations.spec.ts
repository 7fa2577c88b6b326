import { testMigrations } from '#libs/testing';
import { service } from '../src/service.ts';

testMigrations(service);
