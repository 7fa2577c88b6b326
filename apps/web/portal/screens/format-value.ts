import type { FieldSource } from '#libs/portal-data';

const kronor = new Intl.NumberFormat('sv-SE', { minimumFractionDigits: 0, maximumFractionDigits: 2 });
const ORE = 100;

/** Formats a value as the phone does: an amount in minor units becomes kronor. */
export function formatValue({ pointer = '', value }: Pick<FieldSource, 'pointer' | 'value'>): string {
  if (typeof value === 'number' && pointer.endsWith('/amount')) return `${kronor.format(value / ORE)} kr`;
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return '';
}
