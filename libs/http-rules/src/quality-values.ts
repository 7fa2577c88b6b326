export interface QualityValue {
  /** The value in lower case, without parameters. */
  readonly value: string;
  /** The quality from 0 to 1. With 0, the value is excluded. */
  readonly quality: number;
}

/** The members of a header such as Accept or Accept-Encoding (RFC 9110, 12.4.2), in the order of the header. */
export function parseQualityValues(header: string): QualityValue[] {
  return header
    .split(',')
    .map((member) => {
      const [value = '', ...parameters] = member.split(';').map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => /^q\s*=/.test(parameter))?.split('=')[1] ?? '1';
      return { value, quality: Number.parseFloat(weight) || 0 };
    })
    .filter(({ value }) => value !== '');
}
