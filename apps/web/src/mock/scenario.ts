const SCENARIO_KEY = 'scenario';

/** The header that chooses the scenario of the mock's responses. */
export function chosenScenario(): Readonly<Record<string, string>> {
  const scenario = readScenario();
  return scenario === '' ? {} : { prefer: `example=${scenario}` };
}

/** The chosen scenario of this tab; empty for the data of the company on the screen. */
export function readScenario(): string {
  return sessionStorage.getItem(SCENARIO_KEY) ?? '';
}

export function chooseScenario(scenario: string): void {
  sessionStorage.setItem(SCENARIO_KEY, scenario);
}
