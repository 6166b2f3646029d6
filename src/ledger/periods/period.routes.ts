import { bookDate } from '#src/kernel/book-date.ts'
import { created, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import {
  closePeriod,
  createFiscalYear,
  listFiscalYears,
  listPeriods,
  lockPeriod,
  reopenPeriod,
} from './change-periods.ts'
import * as contract from './period.contract.ts'
import type { Period } from './period.ts'

const withTag = (period: Period) => ok(period, { version: period.version })

export const periodRoutes: readonly Route[] = [
  bind(contract.listFiscalYearsOp, {
    call: (call) => listFiscalYears(call, undefined),
    answer: (data) => ok({ data, nextCursor: null }),
  }),
  bind(contract.createFiscalYearOp, {
    call: (call, { body }) => createFiscalYear(call, { startsOn: bookDate(body.startsOn) }),
    answer: (year) => created(year),
  }),
  bind(contract.listPeriodsOp, {
    call: (call, { query }) => listPeriods(call, query),
    answer: (data) => ok({ data, nextCursor: null }),
  }),
  bind(contract.closePeriodOp, {
    call: (call, { params, body }) => closePeriod(call, { period: params.period, reason: body.reason }),
    answer: withTag,
  }),
  bind(contract.lockPeriodOp, {
    call: (call, { params, body }) => lockPeriod(call, { period: params.period, reason: body.reason }),
    answer: withTag,
  }),
  bind(contract.reopenPeriodOp, {
    call: (call, { params, body }) => reopenPeriod(call, { period: params.period, reason: body.reason }),
    answer: withTag,
  }),
]
