import { decodeCursor, encodeCursor } from '#src/kernel/cursor.ts'
import { fail } from '#src/kernel/problem.ts'
import type { Call } from '#src/platform/cx.ts'
import { created, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { createJournal, createSeries, listJournals, listSeries } from './change-series.ts'
import { listChain, proveSeries } from './prove-series.ts'
import * as contract from './series.contract.ts'

const ALGORITHM = 'hash = SHA-256(previous hash as 32 bytes, canonical text as UTF-8)'

interface ChainQuery {
  readonly seriesId: string
  readonly fiscalYear: string | undefined
  readonly limit: number
  readonly cursor: string | undefined
}

async function chainPage(call: Call, { seriesId, fiscalYear, limit, cursor }: ChainQuery) {
  if (!fiscalYear) fail('request_invalid', 'Name the fiscal year whose entries you want.')
  const [afterNumber = 0] = cursor ? (decodeCursor(cursor, 1) ?? []) : []
  if (typeof afterNumber !== 'number') fail('request_invalid', 'The cursor is not one that a list gave out.')
  const links = await listChain(call, { seriesId, fiscalYear, afterNumber, limit: limit + 1 })
  const data = links.slice(0, limit)
  const last = data.at(-1)
  return { data, nextCursor: links.length > limit && last ? encodeCursor([last.number]) : null }
}

export const seriesRoutes: readonly Route[] = [
  bind(contract.listSeriesOp, {
    call: (call) => listSeries(call, undefined),
    answer: (data) => ok({ data, nextCursor: null }),
  }),
  bind(contract.createSeriesOp, { call: (call, { body }) => createSeries(call, body), answer: (row) => created(row) }),
  bind(contract.proveSeriesOp, {
    call: async (call, { params: { seriesId }, query: { fiscalYear, entries, limit, cursor } }) => {
      const { series, isIntact, fiscalYears } = await proveSeries(call, { seriesId, fiscalYear })
      const proof = { seriesId, series: series.code, algorithm: ALGORITHM, isIntact, fiscalYears }
      if (entries !== 'true') return proof
      return { ...proof, entries: await chainPage(call, { seriesId, fiscalYear, limit, cursor }) }
    },
    answer: ok,
  }),
  bind(contract.listJournalsOp, {
    call: (call) => listJournals(call, undefined),
    answer: (data) => ok({ data, nextCursor: null }),
  }),
  bind(contract.createJournalOp, {
    call: (call, { body }) => createJournal(call, body),
    answer: (row) => created(row),
  }),
]
