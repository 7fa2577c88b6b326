import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { chooseScenario, readScenario } from './scenario.ts';
import { type MockSettings, changeMockSettings, readMockSettings } from './mock-settings.ts';
import './mock-panel.css';

const LATENCIES = [0, 500, 2_000, 10_000] as const;
const FAILURE_RATES = [0, 0.25, 0.5, 1] as const;
const SETTINGS_KEY = ['mock-settings'] as const;

/** Lets a developer choose the mock's responses. Only a page from the mock has this panel. */
export default function MockPanel() {
  const client = useQueryClient();
  const [scenario, setScenario] = useState(readScenario);
  const { data: settings } = useQuery({ queryKey: SETTINGS_KEY, queryFn: readMockSettings });
  const all = settings?.operations['*'] ?? {};

  const showAgain = (): void => {
    void client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== SETTINGS_KEY[0] });
  };
  const change = async (changes: Parameters<typeof changeMockSettings>[0]): Promise<void> => {
    const changed: MockSettings = await changeMockSettings(changes);
    client.setQueryData(SETTINGS_KEY, changed);
    showAgain();
  };
  const choose = (name: string): void => {
    chooseScenario(name);
    setScenario(name);
    showAgain();
  };

  return (
    <aside aria-label="Mock" className="mock-panel">
      <details>
        <summary>Mock</summary>
        <label>
          Scenario
          <select value={scenario} onChange={({ target }) => choose(target.value)}>
            <option value="">The company on the screen</option>
            {Object.entries(settings?.scenarios ?? {}).map(([name, summary]) => (
              <option key={name} value={name}>
                {name}: {summary}
              </option>
            ))}
          </select>
        </label>
        <label>
          Latency
          <select
            value={all.latency_ms ?? 0}
            onChange={({ target }) =>
              void change({ operations: { '*': { ...all, latency_ms: Number(target.value) } } })
            }
          >
            {LATENCIES.map((latency) => (
              <option key={latency} value={latency}>
                {latency} ms
              </option>
            ))}
          </select>
        </label>
        <label>
          Failures
          <select
            value={all.failure_rate ?? 0}
            onChange={({ target }) =>
              void change({ operations: { '*': { ...all, failure_rate: Number(target.value) } } })
            }
          >
            {FAILURE_RATES.map((rate) => (
              <option key={rate} value={rate}>
                {rate * 100} %
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          onClick={() => {
            chooseScenario('');
            setScenario('');
            void change({ reset: true });
          }}
        >
          Reset
        </button>
      </details>
    </aside>
  );
}
