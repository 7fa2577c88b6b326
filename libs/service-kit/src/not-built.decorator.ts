import { SetMetadata } from '@nestjs/common';

const NOT_BUILT = Symbol('not built');

/**
 * Marks a handler whose operation is designed and not built: it is authenticated, authorized and validated
 * like any other, and then answered with 501 NOT_BUILT. Take it away when the method is written.
 */
export function NotBuilt(): MethodDecorator {
  return SetMetadata(NOT_BUILT, true);
}

/** Whether a handler is marked as not built. */
export function isNotBuilt(handler: object): boolean {
  return Reflect.getMetadata(NOT_BUILT, handler) === true;
}
