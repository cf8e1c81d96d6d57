export { type Audience, audienceOf, audienceText, isReadable, type ReadRule, ruleText } from './audience';
export { type AboveFacts, type Circumstances, type Decision, decide, hasLabel, type Reason, reasonText } from './decide';
export type { NamedRule, NamedSpace } from './namedInFile';
export { type Pasted, type Place, type Pointer, readPasted } from './paste';
export { defaultPolicy, lockOf, type Policy, policyLimits, type SpaceLock } from './policy';
export { compareChoices, type Movement, type RuledNode, type SpaceSize } from './regions';
export { textOfRule } from './ruleLine';
export {
  type Choice,
  effectiveRules,
  keyOf,
  matchesKeyword,
  nearestChoice,
  normalRules,
  type Rule,
  type RuleTarget,
  type SelfService,
  type SpaceRules,
  type Standing,
  standingRules,
} from './selection';
export { type FileError, type FileRead, readSelectionFile, type SelectionFile, writeSelectionFile } from './selectionFile';
