import type { Millis } from '../content';
import type { Policy } from '../scope';

/** The key of the policy's record. */
export const POLICY = 'policy';

export type StoredPolicy = Policy & { newsAt?: Millis };

/** Fields that a saved policy lacks, since it is older than they are, are as in `first`. */
export function policyOf(stored: StoredPolicy | null, first: Policy): Policy {
  const { newsAt: _, ...saved } = stored ?? { newsAt: 0 };
  return { ...first, ...saved };
}

/** `newsAt`: null leaves it as it was. */
export const policyAfter = (before: StoredPolicy | null, wanted: Policy, newsAt: Millis | null): StoredPolicy => ({
  ...wanted,
  newsAt: newsAt ?? before?.newsAt ?? 0,
});
