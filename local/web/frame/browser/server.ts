/** What the host page asks its own server: the part of the origin that host.ts answers. */

/** @param where the module and the place on the site that it is asked for */
export async function ask<T>(route: string, where: { module: string; place: unknown }): Promise<T> {
  const query = new URLSearchParams({ module: where.module, place: JSON.stringify(where.place) });
  // The shape is what host.ts answers to this route.
  return (await unpack(await fetch(`/__frame/${route}?${query}`))) as T;
}

export const post = async (route: string, body: unknown): Promise<unknown> =>
  unpack(await fetch(`/__frame/${route}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }));

async function unpack(response: Response): Promise<unknown> {
  // The shape that host.ts answers with.
  const answer = (await response.json()) as { value?: unknown; error?: string };
  if (!response.ok || answer.error !== undefined) throw new Error(answer.error ?? `The host answered ${response.status}`);
  return answer.value;
}
