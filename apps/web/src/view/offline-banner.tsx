import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
}

export function OfflineBanner() {
  const isOnline = useOnline();
  return (
    <div role="status" className="offline" hidden={isOnline}>
      {isOnline ? '' : 'You are offline. What you see may be old. It updates when you are back.'}
    </div>
  );
}
