/** The stacks that all services of a stage share. They are deployed together. */
export const FOUNDATION = 'foundation';

/** The pages of the web app. They are deployed after the services that the pages call. */
export const WEB = 'web';

/** The mock in the stage dev. It serves the operations that no service implements yet. */
export const MOCK = 'mock';

/** Units that are deployed like services. No service may have one of these names. */
export const SHARED_UNITS: readonly string[] = [FOUNDATION, WEB, MOCK];
