import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

/** Whether the browser has a network. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
}

/** A banner that warns that the browser has no network, so the shown data may be old. */
export function OfflineBanner() {
  const isOnline = useOnline();
  return (
    <div role="status" className="offline" hidden={isOnline}>
      {isOnline ? '' : 'You are offline. What you see may be old. It updates when you are back.'}
    </div>
  );
}
