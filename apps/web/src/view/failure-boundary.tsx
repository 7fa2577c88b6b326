import { Component, type ReactNode } from 'react';
import { Failure } from './notice.tsx';

interface FailureBoundaryProps {
  readonly children: ReactNode;
}

/** If a view throws an error, a message replaces the view. The menu still works. */
export class FailureBoundary extends Component<FailureBoundaryProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError(): { readonly hasFailed: boolean } {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return <Failure>Something went wrong in this view.</Failure>;
  }
}
