import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef } from 'react';
import { Empty, Loading, Unavailable } from './notice.tsx';

interface InfiniteListProps<T> {
  readonly query: UseInfiniteQueryResult<{ readonly pages: readonly { readonly data: readonly T[] }[] }>;
  /** A message about the list begins with these words, such as "Your transactions". */
  readonly what: string;
  readonly empty: string;
  readonly children: (items: readonly T[]) => ReactNode;
}

/** Loads the next page when the end of the list comes into view. */
export function InfiniteList<T>({ query, what, empty, children }: InfiniteListProps<T>) {
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage, isPlaceholderData } = query;
  const retry = (): void => void (data ? fetchNextPage() : refetch());
  if (!data) {
    return error ? (
      <Unavailable what={what} onRetry={retry} error={error} />
    ) : (
      <Loading what={what.toLowerCase()} lines={8} />
    );
  }
  const items = data.pages.flatMap((page) => page.data);
  return (
    <div className={isPlaceholderData ? 'list stale' : 'list'} aria-busy={isPlaceholderData}>
      {items.length === 0 ? <Empty>{empty}</Empty> : children(items)}
      {error && <Unavailable what={`The rest of ${what.toLowerCase()}`} onRetry={retry} error={error} />}
      {hasNextPage && !error && (
        <MoreButton isLoading={isFetchingNextPage} onReached={() => void fetchNextPage()} />
      )}
      {!hasNextPage && data.pages.length > 1 && <p className="end">End of the list</p>}
    </div>
  );
}

interface MoreButtonProps {
  readonly isLoading: boolean;
  readonly onReached: () => void;
}

/**
 * The button is for people who use a keyboard. When the button comes into view, the next page loads automatically.
 */
function MoreButton({ isLoading, onReached }: MoreButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isLoading || !button.current) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting === true) onReached();
      },
      { rootMargin: '200px' },
    );
    observer.observe(button.current);
    return () => observer.disconnect();
  });
  return (
    <button type="button" className="more" ref={button} disabled={isLoading} onClick={onReached}>
      {isLoading ? 'Loading more' : 'Show more'}
    </button>
  );
}
