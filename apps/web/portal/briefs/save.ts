/** Overwrites an existing file only with `replace`. Throws an Error if the brief can't be saved. */
export async function saveBrief(
  name: string,
  text: string,
  { replace }: { readonly replace: boolean },
): Promise<'saved' | 'exists'> {
  const response = await fetch(`/portal/api/briefs/${name}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/yaml', ...(!replace && { 'if-none-match': '*' }) },
    body: text,
  });
  const EXISTS = 412;
  if (response.status === EXISTS) return 'exists';
  if (!response.ok) throw new Error(`The brief is not saved: ${await response.text()}`);
  return 'saved';
}

/** Returns the address of GitHub's page for a new file, filled in with the brief. */
export function newFileUrl(repository: string, name: string, text: string): string {
  const query = new URLSearchParams({ filename: `briefs/${name}.yaml`, value: text });
  return `https://github.com/${repository}/new/main?${query}`;
}
