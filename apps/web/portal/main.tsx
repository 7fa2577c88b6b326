import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Router } from 'wouter';
import { useHashLocation } from 'wouter/use-hash-location';
import { mount } from '../src/mount.tsx';
import { Portal } from './portal.tsx';
import './portal.css';

const queries = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity } } });

mount(
  <QueryClientProvider client={queries}>
    <Router hook={useHashLocation}>
      <Portal />
    </Router>
  </QueryClientProvider>,
);
