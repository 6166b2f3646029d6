import { fieldsOf } from '#src/documents/cli/read.cli.ts'
import { convert, TEXT_TARGETS } from '#src/documents/convert.ts'
import { NAMESPACES } from '#src/documents/einvoice/namespaces.ts'
import type { EInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { invoiceToJson, toJson } from '#src/documents/einvoice/to-json.ts'
import { invoiceXmlOf } from '#src/documents/pdf/pdf-invoice.ts'
import { checkArithmetic } from '#src/documents/rules/check-arithmetic.ts'
import { RULE_SET_NAMES } from '#src/documents/rules/rule-sets.ts'
import { type Validation, validate, validateTree } from '#src/documents/rules/validate.ts'
import { isProblem, problemKind } from '#src/kernel/problem.ts'
import { parseXml } from '#src/platform/xml/parse-xml.ts'

/** The answer, or undefined for a refusal by a problem of ours; any other error is a fault and goes on. */
export function answered<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (!isProblem(error)) throw error
    claim(problemKind(error.code) !== undefined, `${error.code} stands in no table of problems`)
    claim(error.kind.status < 500, `${error.code} is answered as a fault of ours`)
    return undefined
  }
}

export function claim(holds: boolean, what: string): void {
  if (!holds) throw new Error(what)
}

/** All that is asked of an e-invoice; throws when an answer is neither right nor a refusal. True when it could be read. */
export function judgeEInvoice(bytes: Uint8Array): boolean {
  judgeRules(() => validate(bytes))
  const root = answered(() => parseXml(invoiceXmlOf(bytes), { namespaces: NAMESPACES }))
  if (!root) return false
  judgeRules(() => validateTree(root, { fragment: true }))
  for (const name of RULE_SET_NAMES) judgeRules(() => validateTree(root, { rules: [name] }))
  const document = answered(() => readEInvoice(bytes))
  if (!document) return false
  claimJson(invoiceToJson(document.invoice, document.exceptions))
  claimJson(toJson(fieldsOf(document)))
  checkArithmetic(document)
  judgeConversions(document)
  return true
}

function judgeRules(ask: () => Validation): void {
  const result = answered(ask)
  if (!result) return
  claimJson(toJson(result))
  claim(result.valid === result.fired.every(({ flag }) => flag !== 'fatal'), 'valid, and yet a fatal rule fired')
  for (const { id, count, locations } of result.fired) {
    claim(count >= 1 && locations.length >= 1, `${id} fired nowhere`)
    claim(
      locations.every((place) => /^(\/[^/]+\[\d+\])+$/.test(place)),
      `${id} is at ${locations[0]}`,
    )
  }
}

/** What goes on a line of output is read back as the same. */
function claimJson(value: unknown): void {
  const line = JSON.stringify(value)
  claim(!line.includes('\n'), 'a line break in a line of JSON')
  claim(JSON.stringify(JSON.parse(line)) === line, 'JSON that reads back otherwise')
}

/** What is written can be read again, and has the same totals unless it says that they are lost. */
function judgeConversions(document: EInvoice): void {
  const before = toJson(document.invoice.declared) as Record<string, unknown>
  for (const target of TEXT_TARGETS) {
    const { content, told } = convert(document, target)
    if (target === 'html') claim(!/<(script|img|iframe|form)\b/i.test(String(content)), 'a page with live parts')
    if (target === 'json' || target === 'html' || typeof content !== 'string') continue
    const after = toJson(readEInvoice(Buffer.from(content)).invoice.declared) as Record<string, unknown>
    for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const isTold = told.some(({ pointer }) => pointer.startsWith(`/declared`))
      claim(isTold || before[name] === after[name], `${target}: ${name} ${before[name]} became ${after[name]}`)
    }
  }
}
