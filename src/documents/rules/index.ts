export { type Arithmetic, checkArithmetic } from './check-arithmetic.ts'
export type { Fired } from './engine/evaluate.ts'
export { isRuleSetName, RULE_SET_NAMES, type RuleSetName } from './rule-sets.ts'
export { type Validation, validate, validateTree } from './validate.ts'
