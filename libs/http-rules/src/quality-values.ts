export interface QualityValue {
  /** In lower case, without parameters. */
  readonly value: string;
  /** From 0 to 1. A quality of 0 excludes the value. */
  readonly quality: number;
}

/** Parses a header such as Accept or Accept-Encoding (RFC 9110, 12.4.2). Keeps the order of the header. */
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
