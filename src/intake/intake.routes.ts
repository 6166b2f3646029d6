import { accepted, ok } from '#src/platform/http/answer.ts'
import { bind, type Route } from '#src/platform/http/bind.ts'
import { pageOfRows, pageStart } from '#src/platform/http/page.ts'
import * as contract from './intake.contract.ts'
import { bare } from './intake.ts'
import { toWire } from './intake.wire.ts'
import { getIntake, listIntakes } from './read-intakes.ts'
import { receiveFiles } from './receive-files.ts'
import { retryFile } from './retry-file.ts'
import { takeAsReceipt } from './take-as-receipt.ts'

export const intakeRoutes: readonly Route[] = [
  bind(contract.createIntakeOp, {
    call: (call, { files, query }) =>
      receiveFiles(call, { ...bare('upload', query.kind), parts: files, isOneReceipt: query.pages === 'one' }),
    answer: ({ intake }) => accepted(toWire(intake), { version: intake.version }),
  }),
  bind(contract.listIntakesOp, {
    call: async (call, { query }) => {
      const { limit, cursor, way, ...filter } = query
      const ways = way && [way]
      return pageOfRows(await listIntakes(call, { ...filter, ways, ...pageStart({ cursor, limit }) }), limit)
    },
    answer: ({ data, nextCursor }) => ok({ data: data.map(toWire), nextCursor }),
  }),
  bind(contract.getIntakeOp, {
    call: (call, { params }) => getIntake(call, params.intakeId),
    answer: (intake) => ok(toWire(intake), { version: intake.version }),
  }),
  bind(contract.takeAsReceiptOp, {
    call: (call, { params: { intakeId, intakeFileId: fileId } }) => takeAsReceipt(call, { intakeId, fileId }),
    answer: (intake) => accepted(toWire(intake), { version: intake.version }),
  }),
  bind(contract.retryFileOp, {
    call: (call, { params: { intakeId, intakeFileId: fileId } }) => retryFile(call, { intakeId, fileId }),
    answer: (intake) => accepted(toWire(intake), { version: intake.version }),
  }),
]
