/** What Confluence answers an app and not a person, so that the app runs with a person's token as it runs on a site. */
interface Heard {
  status: number;
  body: unknown;
}

const refusals = new Set([400, 401, 403, 404]);

/**
 * What the app is told instead of an answer to the person whose token is used; null: the answer as it is.
 * - Data security policies are about apps, and only apps may ask for them: none applies to a person.
 * - Who runs the command is the admin of the app that runs here, whoever administers the site: it reads no more than that person does.
 * @param path of the operation, with `{id}` for ids
 */
export function asToAnApp(path: string, { status, body }: Heard): Heard | null {
  if (path === '/wiki/api/v2/data-policies/spaces') return refusals.has(status) ? { status: 200, body: { results: [] } } : null;
  if (path === '/wiki/rest/api/user/current' && status === 200 && isRecord(body)) {
    const own = Array.isArray(body.operations) ? body.operations : [];
    return { status, body: { ...body, operations: [...own, { operation: 'administer', targetType: 'application' }] } };
  }
  return null;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
