export { type BatchRules, batchCommand, type RunBatch } from './batch-command.ts'
export { type CommandRules, command, query, ReplayedAnswer, type Verb } from './command.ts'
export { enterNewCompany } from './enter-new-company.ts'
export type { Settled } from './run-together.ts'
