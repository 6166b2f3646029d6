import { describe, expect, it } from 'vitest'
import { checksOf, runCheck } from '#src/connect/index.ts'
import type { Connector } from '#src/connect/sdk.ts'

/** The shared suite that every connector must pass: one test per claim of the conformance kit. */
export function describeConnector(connector: Connector): void {
  describe(`connector ${connector.id}`, () => {
    for (const check of checksOf(connector)) {
      it(`${check.id}: ${check.claim}`, async () => {
        const result = await runCheck(connector, check)
        expect(result, result.detail).toMatchObject({ passed: true })
      })
    }
  })
}
