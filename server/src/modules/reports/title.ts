const MAX = 22;

/** The title of a report: its first clause, or the name of its category when nothing was written. */
export function titleFrom(words: string, categoryName: string): string {
  const clause = words.split(/[。！？!?\n；;，,]/)[0]?.trim() ?? '';
  if (clause.length < 2) return categoryName;
  return clause.length > MAX ? `${clause.slice(0, MAX - 1)}…` : clause;
}

const separators = /[\s，。！？、；：,.!?;:"'“”‘’（）()《》]+/;

/**
 * Terms of a text for the list's filter: every pair of neighbouring characters, and whole words of Latin letters.
 * A search asks for all pairs of what was typed, so it finds any part of two characters or more.
 */
export function termsOf(...texts: string[]): string[] {
  const terms = new Set<string>();
  for (const part of texts.join(' ').toLowerCase().split(separators)) {
    const characters = [...part];
    if (characters.length === 1) terms.add(part);
    for (let i = 0; i + 1 < characters.length; i++) terms.add(characters[i]! + characters[i + 1]!);
  }
  return [...terms].slice(0, 400);
}
