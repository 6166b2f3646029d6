import { oneFile } from '#src/documents/index.ts'
import { bookDate } from '#src/kernel/book-date.ts'
import { created, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import { changeReceipt } from './change-receipt.ts'
import { codingRoutes } from './coding/coding.routes.ts'
import { dismissDuplicate } from './duplicates/dismiss-duplicate.ts'
import { enterReceipt } from './enter-receipt.ts'
import { postReceipt } from './post-receipt.ts'
import { getReceipt, listReceipts } from './read-receipts.ts'
import { askReading } from './reading/ask-reading.ts'
import * as contract from './receipt.contract.ts'
import type { Receipt } from './receipt.ts'
import { toWire } from './receipt.wire.ts'
import { changeOf, manualReceiptOf } from './receipt-input.ts'
import { receiveReceipt } from './receive-receipt.ts'
import { rejectReceipt } from './reject-receipt.ts'
import { submitReceipt } from './submit-receipt.ts'

const shown = (receipt: Receipt) => ok(toWire(receipt), { version: receipt.version })

export const receiptRoutes: readonly Route[] = [
  bind(contract.createReceiptOp, {
    call: (call, request) =>
      request.files.length > 0
        ? receiveReceipt(call, oneFile(request))
        : enterReceipt(call, manualReceiptOf(request.body)),
    answer: (receipt) => created(toWire(receipt), { version: receipt.version }),
  }),
  bind(contract.listReceiptsOp, {
    call: async (call, { query }) => {
      const { limit, cursor, ...filter } = query
      return pageOfRows(await listReceipts(call, { ...filter, ...pageStart({ cursor, limit }) }), limit)
    },
    answer: ({ data, nextCursor }) => ok({ data: data.map(toWire), nextCursor }),
  }),
  bind(contract.getReceiptOp, { call: (call, { params }) => getReceipt(call, params.receiptId), answer: shown }),
  bind(contract.updateReceiptOp, {
    call: (call, { params: { receiptId }, body }) =>
      changeReceipt(call, { receiptId, seenVersion: call.ifMatch, ...changeOf(body) }),
    answer: shown,
  }),
  bind(contract.submitReceiptOp, {
    call: (call, { params: { receiptId } }) => submitReceipt(call, { receiptId, seenVersion: call.ifMatch }),
    answer: shown,
  }),
  bind(contract.readReceiptOp, {
    call: (call, { params: { receiptId } }) => askReading(call, { receiptId, seenVersion: call.ifMatch }),
    answer: shown,
  }),
  bind(contract.rejectReceiptOp, {
    call: (call, { params: { receiptId }, body }) =>
      rejectReceipt(call, { receiptId, seenVersion: call.ifMatch, reason: body.reason }),
    answer: shown,
  }),
  bind(contract.dismissDuplicateOp, {
    call: (call, { params: { receiptId }, body }) => dismissDuplicate(call, { receiptId, ...body }),
    answer: shown,
  }),
  bind(contract.postReceiptOp, {
    call: (call, { params: { receiptId }, body }) =>
      postReceipt(call, {
        receiptId,
        seenVersion: call.ifMatch,
        ...(body.bookedOn === undefined ? {} : { bookedOn: bookDate(body.bookedOn) }),
      }),
    answer: shown,
  }),
  ...codingRoutes,
]
