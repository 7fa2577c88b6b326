import { testProcess } from './change-process.ts';

testProcess();
