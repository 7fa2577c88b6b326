/** The services that the mock is to answer for. Throws an Error that lists the services if one is not there. */
export function mockedServices(wanted: readonly string[], services: readonly string[]): string[] {
  const unknown = wanted.filter((name) => !services.includes(name));
  if (unknown.length > 0)
    throw new Error(`There is no service ${unknown.join(', ')} to mock; there are ${services.join(', ')}`);
  return services.filter((name) => wanted.includes(name));
}
