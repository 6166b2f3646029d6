import './match.problems.ts'
import type { AfterImport } from '#src/bank/index.ts'
import { runMatching } from './run-matching.ts'

export { createMatch } from './create-match.ts'
export { matchCreated, matchUndone } from './match.events.ts'
export { matchRoutes } from './match.routes.ts'
export type { Match } from './match.store.ts'
export { METHODS, type Method } from './match.ts'
export { getMatch, listCandidates } from './read-matches.ts'
export { rematchJob, rematchWhenItemsOpen } from './rematch.job.ts'
export { runMatching } from './run-matching.ts'
export { undoMatch } from './undo-match.ts'

/** The match desk's turn when a statement has come in. */
export const matchImported: AfterImport = (cx, { transactionIds }) => runMatching(cx, { transactionIds })
