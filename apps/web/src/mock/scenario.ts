const SCENARIO_KEY = 'scenario';

export function chosenScenario(): Readonly<Record<string, string>> {
  const scenario = readScenario();
  return scenario === '' ? {} : { prefer: `example=${scenario}` };
}

/** The scenario that the user chose in this tab. Empty if the mock shows the data of the selected company. */
export function readScenario(): string {
  return sessionStorage.getItem(SCENARIO_KEY) ?? '';
}

export function chooseScenario(scenario: string): void {
  sessionStorage.setItem(SCENARIO_KEY, scenario);
}
