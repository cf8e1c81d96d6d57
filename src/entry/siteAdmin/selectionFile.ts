import type { Forecast, SelectionFileChange, SelectionFileCheck } from '../../api/selection';
import type { AccountId } from '../../content';
import {
  keyOf,
  lockOf,
  type Policy,
  type Rule,
  readSelectionFile,
  reasonText,
  type SelectionFile,
  type SpaceRules,
  textOfRule,
  writeSelectionFile,
} from '../../scope';
import { forecast, type Ports, saveAll, tooManyRules, type Wish } from '../../sync';

/** The selection and the policy as they are. */
export async function exportSelection(ports: Ports): Promise<string> {
  return writeSelectionFile(await currentFile(ports));
}

async function currentFile(ports: Ports): Promise<SelectionFile> {
  const { policy, spaces } = await ports.store.settings.rulebook();
  return { policy, spaces: spaces.filter(isAwake).map(({ key, rules: { site, space } }) => ({ key, site, space })) };
}

/** Of a space that the keywords do not name any more nothing counts, and what is kept of it is not for a file. */
const isAwake = ({ rules }: { rules: SpaceRules }): boolean => !rules.dormant;

interface Plan {
  file: SelectionFile;
  wishes: Wish[];
}

/** What the file would change, and what would follow. Changes nothing. */
export async function checkSelectionFile(ports: Ports, yaml: string): Promise<SelectionFileCheck> {
  const plan = await planOf(ports, yaml);
  if ('errors' in plan) return { ok: false, errors: plan.errors };
  const changes = changesBetween(await currentFile(ports), plan.file);
  const outlook: Forecast = await forecast(ports, plan.wishes, plan.file.policy);
  return { ok: true, changes, forecast: outlook };
}

/** All or nothing: a file with an error, and one that cannot be followed, changes nothing. The answer says what was changed. */
export async function applySelectionFile(ports: Ports, by: AccountId, yaml: string): Promise<SelectionFileCheck> {
  const check = await checkSelectionFile(ports, yaml);
  const plan = await planOf(ports, yaml);
  if (!check.ok || 'errors' in plan) return check;
  await saveAll(ports, plan.file.policy, plan.wishes, by);
  return check;
}

async function planOf(ports: Ports, yaml: string): Promise<Plan | { errors: { line: number; problem: string }[] }> {
  const read = readSelectionFile(yaml, await ports.store.settings.policy());
  if (!read.ok) return { errors: read.errors };
  const { file } = read;
  const lineOf = (key: string) =>
    yaml.split(/\r\n|\r|\n/).findIndex((line) => line.trim().replaceAll(/["']/g, '').startsWith(`${key}:`)) + 1;
  const errors: { line: number; problem: string }[] = [];
  const wishes: Wish[] = [];
  const now = (await ports.store.settings.selection()).spaces;
  for (const { key, site, space: own } of file.spaces) {
    const rules = { site, space: own };
    const tooMany = tooManyRules(rules);
    if (tooMany) errors.push({ line: lineOf(key), problem: `${key}: ${tooMany}` });
    // What is selected already and locked or hidden since stays closed by that, whatever its rules are.
    const selected = now.find((one) => one.key === key);
    if (selected) {
      const { id, type, status } = selected;
      wishes.push({ id, key, type, status: status === 'archived' ? 'archived' : 'current', rules });
      continue;
    }
    const { spaces } = await ports.confluence.spaces({ keys: [key], limit: 10 });
    const space = spaces.find((one) => one.key === key);
    const lock = space && lockOf(space, file.policy);
    if (!space) errors.push({ line: lineOf(key), problem: `There is no space ${key}, or the app cannot see it.` });
    else if (lock) errors.push({ line: lineOf(key), problem: `${key}: ${reasonText(lock)}` });
    else wishes.push({ id: space.id, key, type: space.type, status: space.status, rules });
  }
  // What the file does not name is not selected afterwards.
  for (const { id, key, type, status } of now.filter(isAwake))
    if (!file.spaces.some((space) => space.key === key))
      wishes.push({ id, key, type, status: status === 'archived' ? 'archived' : 'current', rules: { site: [], space: [] } });
  return errors.length > 0 ? { errors } : { file, wishes };
}

function changesBetween(before: SelectionFile, after: SelectionFile): SelectionFileChange[] {
  const keys = [...new Set([...before.spaces, ...after.spaces].map((space) => space.key))].sort();
  const rulesOf = (file: SelectionFile, key: string) => {
    const space = file.spaces.find((one) => one.key === key);
    return { site: space?.site ?? [], space: space?.space ?? [] };
  };
  return [
    ...policyChanges(before.policy, after.policy),
    ...keys.flatMap((key) => {
      const [was, is] = [rulesOf(before, key), rulesOf(after, key)];
      return [...ruleChanges(key, '', was.site, is.site), ...ruleChanges(key, ' (by its own admins)', was.space, is.space)];
    }),
  ];
}

function policyChanges(before: Policy, after: Policy): SelectionFileChange[] {
  const names = Object.keys(after) as (keyof Policy)[];
  return names
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({ kind: 'changed', text: `Policy, ${name}: ${JSON.stringify(before[name])} becomes ${JSON.stringify(after[name])}` }));
}

function ruleChanges(key: string, layer: string, before: Rule[], after: Rule[]): SelectionFileChange[] {
  const was = new Map(before.map((rule) => [keyOf(rule.target), rule]));
  const is = new Map(after.map((rule) => [keyOf(rule.target), rule]));
  const text = (rule: Rule) => `${key}${layer}: ${textOfRule(rule)}`;
  return [
    ...before.filter((rule) => !is.has(keyOf(rule.target))).map((rule): SelectionFileChange => ({ kind: 'removed', text: text(rule) })),
    ...after.flatMap((rule): SelectionFileChange[] => {
      const old = was.get(keyOf(rule.target));
      if (!old) return [{ kind: 'added', text: text(rule) }];
      return old.choice === rule.choice ? [] : [{ kind: 'changed', text: text(rule) }];
    }),
  ];
}
