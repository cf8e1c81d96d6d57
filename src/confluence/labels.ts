/** Labels of a content that everyone shares, sorted, each once. The others ('my', 'team') are one person's or one team's own. */
export function sharedLabels(labels: readonly { name: string; prefix?: string | null | undefined }[]): string[] {
  return [...new Set(labels.filter((one) => (one.prefix ?? 'global') === 'global').map((one) => one.name))].sort();
}

/** Labels of a space, sorted, each once: what its settings add has the prefix 'team'. Only 'my' is one person's own. */
export function labelsOfSpace(labels: readonly { name: string; prefix?: string | null | undefined }[]): string[] {
  return [...new Set(labels.filter((one) => one.prefix !== 'my').map((one) => one.name))].sort();
}
