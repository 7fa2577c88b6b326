/**
 * Removes duplicates from the services that the mock should replace. Throws an Error that lists all services if a
 * requested service does not exist.
 */
export function mockedServices(wanted: readonly string[], services: readonly string[]): string[] {
  const unknown = wanted.filter((name) => !services.includes(name));
  if (unknown.length > 0)
    throw new Error(
      `There is no service ${unknown.join(', ')} to mock. The services are ${services.join(', ')}.`,
    );
  return services.filter((name) => wanted.includes(name));
}
