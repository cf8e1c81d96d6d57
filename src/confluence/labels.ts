/** Labels that everyone shares, sorted, each once. The others ('my', 'team') are one person's or one team's own. */
export function sharedLabels(labels: readonly { name: string; prefix?: string | null | undefined }[]): string[] {
  return [...new Set(labels.filter((one) => (one.prefix ?? 'global') === 'global').map((one) => one.name))].sort();
}
