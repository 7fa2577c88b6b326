import { isUtf8 } from 'node:buffer';

/** Whether the bytes of a form, and its percent-encoded characters, are UTF-8. */
export function isUtf8Form(body: Buffer): boolean {
  try {
    decodeURIComponent(body.toString());
    return isUtf8(body);
  } catch {
    return false;
  }
}
