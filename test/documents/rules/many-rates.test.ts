import { expect, it } from 'vitest'
import { completeInvoice } from '#src/documents/einvoice/compute-totals.ts'
import { readEInvoice } from '#src/documents/einvoice/read-einvoice.ts'
import { writeEInvoice } from '#src/documents/einvoice/write-einvoice.ts'
import { validateTree } from '#src/documents/rules/validate.ts'
import { corpusBytes } from '#test/support/corpus.ts'

const RATES = 2000
const { invoice } = readEInvoice(corpusBytes('peppol-bis-billing-3/rules/examples/Allowance-example.xml'))
const [line] = invoice.lines
const PROFILE_OF_EXTENDED = 'FX-SCH-A-000636'

/** Every rule that adds up a category at a rate asks for each of the rates; looking at all lines each time would take minutes. */
it.each([
  ['ubl', 'en16931'],
  ['cii', 'en16931'],
  ['cii', 'facturx-extended'],
] as const)('an invoice in %s with thousands of VAT rates is judged in time by %s', (format, rules) => {
  if (!line) throw new Error('an invoice without lines')
  const rate = (place: number) => ({ vatCode: 'S', vatRate: { units: BigInt(100 + place), scale: 2 } })
  const many = completeInvoice({
    ...invoice,
    lines: Array.from({ length: RATES }, (_, place) => ({ ...line, ...rate(place), id: String(place + 1) })),
    allowances: Array.from({ length: RATES }, (_, place) => ({
      ...rate(place),
      amount: { units: 1n, scale: 2 },
      reason: 'Avslag',
    })),
    charges: [],
  })
  const { fired } = validateTree(writeEInvoice(many, format).root, { rules: [rules] })
  // the document names another profile than the one it is judged by
  const found = fired.filter(({ flag, id }) => flag === 'fatal' && id !== PROFILE_OF_EXTENDED)
  expect(found.map(({ id }) => id)).toEqual([])
})
