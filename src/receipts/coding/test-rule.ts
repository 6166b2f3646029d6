import { getCompany } from '#src/companies/index.ts'
import { formatDecimal } from '#src/kernel/decimal.ts'
import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import type { Receipt, ReceiptLine } from '../receipt.ts'
import { lastReceipts } from '../receipt-list.store.ts'
import { demandSayable } from './change-rules.ts'
import { vatCodesFor } from './propose-coding.ts'
import { failing, partsOf, type RuleSaying } from './rule.ts'
import { splitNet } from './split-line.ts'

export interface TestCodingRule extends RuleSaying {
  /** Receipts at the most, newest first. */
  readonly limit: number
}

export interface RuleHit {
  readonly receiptId: string
  /** From 1. */
  readonly line: number
  readonly description: string | null
  readonly net: string | null
  readonly was: { readonly account: string | null; readonly vatCode: string | null; readonly dimensions: object }
  readonly becomes: readonly {
    readonly account: string
    readonly vatCode: string | null
    readonly dimensions: object
    readonly net: string | null
  }[]
  /** The line is on the rule's account, and no other, already. */
  readonly agrees: boolean
}

export interface RuleTest {
  readonly receipts: number
  readonly lines: number
  readonly agrees: number
  readonly differs: number
  readonly hits: readonly RuleHit[]
}

/**
 * Asks a rule about receipts of the past: which lines it would take, and whether they were coded so. Nothing but the
 * audit entry is kept. Fails: coding_rule_invalid.
 */
export const testCodingRule = command(
  'codingRule.test',
  { can: 'receipts:read' },
  async (cx: Cx, { limit, ...saying }: TestCodingRule): Promise<RuleTest> => {
    await demandSayable(cx, saying)
    const company = await getCompany(cx, undefined)
    const receipts = await lastReceipts(cx, limit)
    const vatCodesOf = await vatCodesFor(cx, company)
    const lines = receipts.flatMap((receipt) => receipt.lines.map((line, index) => ({ receipt, line, index })))
    const hits = lines.flatMap(({ receipt, line, index }) => {
      const vatCode = line.vatCode ?? vatCodesOf(receipt)(line)
      const isHit = line.role === 'line' && !failing(saying.when, { line, content: receipt, vatCode })
      return isHit ? [hitOf(saying, receipt, line, index)] : []
    })
    cx.audit({ kind: 'company', id: cx.companyId }, { codingRuleTest: saying, receipts: receipts.length })
    const agrees = hits.filter((hit) => hit.agrees).length
    return { receipts: receipts.length, lines: lines.length, agrees, differs: hits.length - agrees, hits }
  },
)

function hitOf({ coding }: RuleSaying, receipt: Receipt, line: ReceiptLine, index: number): RuleHit {
  const parts = partsOf(coding)
  const nets = 'split' in coding && line.net ? splitNet(line.net, parts, receipt.currency) : null
  const becomes = parts.map((part, place) => ({
    account: part.account,
    vatCode: part.vatCode ?? line.vatCode,
    dimensions: part.dimensions ?? {},
    net: textOf(nets?.[place] ?? (parts.length === 1 ? line.net : null)),
  }))
  return {
    receiptId: receipt.id,
    line: index + 1,
    description: line.description,
    net: textOf(line.net),
    was: { account: line.account, vatCode: line.vatCode, dimensions: line.dimensions },
    becomes,
    agrees: parts.length === 1 && becomes[0]?.account === line.account,
  }
}

const textOf = (net: ReceiptLine['net']): string | null => net && formatDecimal(net)
