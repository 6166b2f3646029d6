import { computeTotals } from '../einvoice/compute-totals.ts'
import type { Totals } from '../einvoice/invoice-model.ts'
import { treeSyntaxOf } from '../einvoice/namespaces.ts'
import type { EInvoice } from '../einvoice/read-einvoice.ts'
import { EN16931_CII } from './en16931/cii.ts'
import { EN16931_UBL } from './en16931/ubl.ts'
import { evaluate, type Fired } from './engine/evaluate.ts'
import type { Context, RuleSet } from './engine/rule.ts'
import { Subject } from './engine/subject.ts'

export interface Arithmetic {
  /** As the sender wrote them. */
  readonly declared: Totals
  /** As they follow from lines, allowances and charges. */
  readonly computed: Totals
  /** The official arithmetic rules (BR-CO-*) that the document breaks. */
  readonly fired: readonly Fired[]
}

/** The amounts of an e-invoice checked: declared beside computed, and every BR-CO rule that does not hold. */
export function checkArithmetic(document: EInvoice): Arithmetic {
  const fired = evaluate(new Subject(document.root), [treeSyntaxOf(document.syntax) === 'ubl' ? IN_UBL : IN_CII])
  return { declared: document.invoice.declared, computed: computeTotals(document.invoice), fired }
}

const arithmeticOf = (context: Context): Context => ({
  ...context,
  rules: context.rules.filter(({ id }) => id.startsWith('BR-CO-')),
})

/** Contexts stay even when nothing is left in them: they decide which later context a node belongs to. */
const arithmeticIn = ({ patterns }: RuleSet): RuleSet => ({
  name: 'arithmetic',
  patterns: patterns.map((pattern) => pattern.map(arithmeticOf)),
})

const IN_UBL = arithmeticIn(EN16931_UBL)
const IN_CII = arithmeticIn(EN16931_CII)
