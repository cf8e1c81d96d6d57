/** One line for each event, as JSON: ids, counts and states. Never content, a title or the key. */
export function log(event: string, facts: Record<string, string | number | boolean | null>): void {
  console.log(JSON.stringify({ event, ...facts }));
}
