import './jest-global-setup.ts';
import { closeQueryRecords } from './query-records.ts';

export default async function tearDown(): Promise<void> {
  await globalThis.testServer?.stop();
  closeQueryRecords();
}
