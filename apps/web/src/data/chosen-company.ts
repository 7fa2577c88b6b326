const KEY = 'company';

/** The company that this tab shows, else the one that any tab chose last; null if nobody has chosen one. */
export function readCompany(): string | null {
  return sessionStorage.getItem(KEY) ?? localStorage.getItem(KEY);
}

export function chooseCompany(accountId: string): void {
  sessionStorage.setItem(KEY, accountId);
  localStorage.setItem(KEY, accountId);
}
