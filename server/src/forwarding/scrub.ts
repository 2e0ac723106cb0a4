const patterns: readonly RegExp[] = [
  /** Identity card. */
  /(?<![0-9A-Za-z])\d{6}(?:19|20)\d{9}[0-9Xx](?![0-9A-Za-z])/g,
  /** Mobile phone, also in groups and with the country code. */
  /(?<!\d)(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g,
  /** Landline with its area code. */
  /(?<!\d)0\d{2,3}[- ]?\d{7,8}(?!\d)/g,
  /** Mail address. */
  /[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}/g,
];

/** Free text as it may leave: numbers by which somebody could be reached or known are covered (domain §9, leaks). */
export const scrub = (text: string): string =>
  patterns.reduce((rest, pattern) => rest.replace(pattern, '＊＊＊'), text);
