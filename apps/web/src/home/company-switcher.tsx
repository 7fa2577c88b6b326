import type { Account } from '#libs/api-client';
import { ChevronDown } from '../view/icons.tsx';

interface CompanySwitcherProps {
  readonly accounts: readonly Account[];
  readonly selected: string;
  readonly onSelect: (accountId: string) => void;
}

export function CompanySwitcher({ accounts, selected, onSelect }: CompanySwitcherProps) {
  if (accounts.length === 1) return <p className="switcher single">{accounts[0]?.account_name}</p>;
  return (
    <div className="switcher">
      <select aria-label="Company" value={selected} onChange={({ target }) => onSelect(target.value)}>
        {accounts.map(({ account_id: id, account_name: name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <ChevronDown />
    </div>
  );
}
