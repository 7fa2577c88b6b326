/** The shared stacks of a stage, which deploy together, under this name. */
export const FOUNDATION = 'foundation';

/** The pages of the web app, which deploy after the services that they call. */
export const WEB = 'web';

/** The mock of a stage, which serves the operations that are not built. Only dev has a mock. */
export const MOCK = 'mock';

/** The units that deploy like services and are not services. No service may have one of these names. */
export const SHARED_UNITS: readonly string[] = [FOUNDATION, WEB, MOCK];
