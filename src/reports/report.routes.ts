import { ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { getTrialBalanceOp } from './trial-balance.contract.ts'
import { trialBalance } from './trial-balance.ts'

export const reportRoutes: readonly Route[] = [
  bind(getTrialBalanceOp, { call: (call, { query }) => trialBalance(call, query), answer: ok }),
]
