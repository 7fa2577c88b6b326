const KEY = 'company';

/**
 * Returns the company that this tab shows, or else the company that was last chosen in any tab. Null if nobody has
 * chosen a company.
 */
export function readCompany(): string | null {
  return sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
}

export function chooseCompany(accountId: string): void {
  sessionStorage.setItem(KEY, accountId);
  localStorage.setItem(KEY, accountId);
}
