import { createContext, use } from 'react';
import type { Session } from '../session/session.ts';
import type { ApiClient } from './api.ts';

export interface Services {
  readonly session: Session;
  readonly api: ApiClient;
}

const ServicesContext = createContext<Services | undefined>(undefined);

export const ServicesProvider = ServicesContext.Provider;

/** Throws an Error outside ServicesProvider. */
export function useServices(): Services {
  const services = use(ServicesContext);
  if (!services) throw new Error('There is no ServicesProvider');
  return services;
}
