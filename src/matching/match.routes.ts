import { formatMinor } from '#src/kernel/money.ts'
import { created, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import type { KeptCandidate } from './candidate.store.ts'
import { createMatch } from './create-match.ts'
import * as contract from './match.contract.ts'
import type { Match } from './match.store.ts'
import { getMatch, listCandidates } from './read-matches.ts'
import { undoMatch } from './undo-match.ts'

const matchToWire = (match: Match) => ({
  id: match.id,
  bankTransactionId: match.bankTransactionId,
  method: match.method,
  confidence: match.confidence / 100,
  allocations: match.allocations.map(({ openItemId, amountMinor, currency }) => ({
    openItemId,
    amount: formatMinor(amountMinor, currency),
    currency,
  })),
  evidence: match.evidence,
  journalEntryId: match.journalEntryId,
  status: match.status,
  reversalEntryId: match.reversalEntryId,
  version: match.version,
  createdAt: match.createdAt,
  undoneAt: match.undoneAt,
})

const candidateToWire = (candidate: KeptCandidate) => ({
  rank: candidate.position,
  method: candidate.method,
  confidence: candidate.confidence / 100,
  isMatched: candidate.whyNot.length === 0,
  allocations: candidate.allocations.map(({ amountMinor, remainingMinor, currency, ...names }) => ({
    ...names,
    amount: formatMinor(BigInt(amountMinor), currency),
    remaining: formatMinor(BigInt(remainingMinor), currency),
    currency,
  })),
  evidence: candidate.evidence,
  whyNot: candidate.whyNot,
})

const wireMatch = (match: Match) => ok(matchToWire(match), { version: match.version })

export const matchRoutes: readonly Route[] = [
  bind(contract.listCandidatesOp, {
    call: (call, { params }) => listCandidates(call, params),
    answer: ({ candidates }) => ok({ data: candidates.map(candidateToWire), nextCursor: null }),
  }),
  bind(contract.createMatchOp, {
    call: (call, { params, body }) => createMatch(call, { bankTransactionId: params.bankTransactionId, ...body }),
    answer: (match) => created(matchToWire(match), { version: match.version }),
  }),
  bind(contract.getMatchOp, { call: (call, { params }) => getMatch(call, params), answer: wireMatch }),
  bind(contract.undoMatchOp, { call: (call, { params }) => undoMatch(call, params), answer: wireMatch }),
]
