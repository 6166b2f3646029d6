import type { BookDate } from '#src/kernel/book-date.ts'
import { dateIn } from '#src/kernel/book-date.ts'
import type { Call } from '#src/platform/cx.ts'
import { created, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { changeVatCode, createVatCode, getVatCode, listVatCodes } from './change-vat-codes.ts'
import { percentOf, ppmOf } from './percent.ts'
import * as contract from './vat-code.contract.ts'
import { rateOn, type VatCode } from './vat-code.ts'

const today = (call: Call): BookDate => dateIn(call.platform.clock.now(), call.timeZone)

function wireVatCode({ deductiblePpm, rates, ...code }: VatCode, on: BookDate) {
  const rate = rateOn({ ...code, rates }, on)
  return {
    ...code,
    deductiblePercent: percentOf(deductiblePpm),
    ratePercent: rate ? percentOf(rate.ratePpm) : null,
    rates: rates.map(({ from, ratePpm, source }) => ({ from, ratePercent: percentOf(ratePpm), source })),
  }
}

/** A code's rate in force depends on the day: the last of its rates that has begun. */
const wireLatest = (code: VatCode) => wireVatCode(code, code.updatedAt.toISOString().slice(0, 10) as BookDate)

export const vatCodeRoutes: readonly Route[] = [
  bind(contract.listVatCodesOp, {
    call: async (call) => {
      const codes = await listVatCodes(call, undefined)
      return { data: codes.map((code) => wireVatCode(code, today(call))), nextCursor: null }
    },
    answer: ok,
  }),
  bind(contract.getVatCodeOp, {
    call: async (call, { params }) => wireVatCode(await getVatCode(call, params), today(call)),
    answer: (code) => ok(code, { version: code.version }),
  }),
  bind(contract.createVatCodeOp, {
    call: (call, { body: { deductiblePercent, rates, ...body } }) =>
      createVatCode(call, {
        ...body,
        deductiblePpm: deductiblePercent ? ppmOf(deductiblePercent, '/deductiblePercent') : undefined,
        rates: rates?.map(({ from, ratePercent, source }, index) => ({
          from,
          source,
          ratePpm: ppmOf(ratePercent, `/rates/${index}/ratePercent`),
        })),
      }),
    answer: (code) => created(wireLatest(code), { version: code.version }),
  }),
  bind(contract.updateVatCodeOp, {
    call: (call, { params, body: { deductiblePercent, ...body } }) => {
      const given = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
      const share = deductiblePercent ? { deductiblePpm: ppmOf(deductiblePercent, '/deductiblePercent') } : {}
      return changeVatCode(call, { code: params.code, change: { ...given, ...share } })
    },
    answer: (code) => ok(wireLatest(code), { version: code.version }),
  }),
]
