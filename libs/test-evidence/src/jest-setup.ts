import { startRecording } from './record-evidence.ts';

startRecording();
