import type { Connector } from '../sdk.ts'
import { AUTH_CHECKS } from './auth-checks.ts'
import { type Check, check } from './check.ts'
import { FAULT_CHECKS } from './fault-checks.ts'
import { networkChecks } from './network-checks.ts'
import { pullChecks } from './pull-checks.ts'
import { pushChecks } from './push-checks.ts'
import { expectThat, openStand } from './stand.ts'
import { webhookChecks } from './webhook-checks.ts'

export interface CheckResult {
  readonly id: string
  readonly passed: boolean
  /** The claim when it holds, else what was seen instead. */
  readonly detail: string
}

export interface ConformanceReport {
  readonly connector: string
  /** Whole percent of the checks that passed, rounded down. */
  readonly score: number
  readonly checks: readonly CheckResult[]
}

/** Records that go out carry the vendor's codes. */
const CATALOGUE = check(
  'catalogue',
  'the vendor’s accounts and tax codes can be listed for the mappings',
  async ({ connector, cx }) => {
    const { accounts, taxCodes } = await connector.catalogue(cx)
    expectThat(accounts.some(({ isBank }) => isBank) && taxCodes.length > 0, 'there is no bank account or no tax code')
  },
)

/** Every claim that is made of this connector; kinds of records that it does not have are not asked for. */
export const checksOf = (connector: Connector): readonly Check[] => [
  ...AUTH_CHECKS,
  ...(Object.keys(connector.push).length > 0 ? [CATALOGUE] : []),
  ...FAULT_CHECKS,
  ...pushChecks(connector),
  ...pullChecks(connector),
  ...networkChecks(connector),
  ...webhookChecks(connector),
]

/** Runs one check on a stand of its own. */
export async function runCheck(connector: Connector, { id, claim, run }: Check): Promise<CheckResult> {
  const stand = await openStand(connector).catch((error: unknown) => detailOf(error))
  if (typeof stand === 'string') return { id, passed: false, detail: `no consent: ${stand}` }
  try {
    await run(stand)
    return { id, passed: true, detail: claim }
  } catch (error) {
    return { id, passed: false, detail: detailOf(error) }
  } finally {
    await stand.sandbox.close()
  }
}

export async function runConformance(connector: Connector): Promise<ConformanceReport> {
  const checks: CheckResult[] = []
  for (const one of checksOf(connector)) checks.push(await runCheck(connector, one))
  const passed = checks.filter((result) => result.passed).length
  return { connector: connector.id, score: Math.floor((passed * 100) / checks.length), checks }
}

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : 'threw no error')
