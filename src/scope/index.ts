export { type Audience, audienceOf, audienceText, isReadable, type ReadRule, ruleText } from './audience';
export { type AboveFacts, type Circumstances, type Decision, decide, hasLabel, type Reason, reasonText } from './decide';
export { type Pasted, type Place, type Pointer, readPasted } from './paste';
export { defaultPolicy, lockOf, type Policy, type SpaceLock } from './policy';
export { compareChoices, type Movement, type RuledNode, type SpaceSize } from './regions';
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
} from './selection';
export { type FileError, readSelectionFile, type SelectionFile, textOfRule, writeSelectionFile } from './selectionFile';
