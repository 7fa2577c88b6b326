/** The stacks that all services of a stage share, and that deploy together. */
export const FOUNDATION = 'foundation';

/** The pages of the web app, which deploy after the services that they call. */
export const WEB = 'web';

/** The mock of dev, which serves the operations that are not built. */
export const MOCK = 'mock';

/** Units that deploy like services. No service may have one of these names. */
export const SHARED_UNITS: readonly string[] = [FOUNDATION, WEB, MOCK];
