import { describe, expect, it } from 'vitest'
import { otherTotalOn, wordsOfText } from '#src/documents/reading/fields/index.ts'
import { decimal } from '#src/kernel/decimal.ts'

const page = (net: string, vat: string, total: string) =>
  wordsOfText(`Nordkraft AS              FAKTURA
Fakturanummer:            1042
Fakturadato:              02.03.2026
Sum eks. mva:             ${net}
MVA 25 %:                 ${vat}
Totalt å betale NOK:      ${total}`)

const PAGE = page('1 000,00', '250,00', '1 250,00')

describe('the total on the pages beside that of the data', () => {
  it.each([
    ['the same', PAGE, ['1250.00'], undefined],
    ['the same with what was paid before', PAGE, ['250.00', '1250.00'], undefined],
    ['a credit note without its sign', PAGE, ['-1250.00'], undefined],
    ['another', PAGE, ['1350.00'], '1250.00'],
    ['nothing to pay any more', PAGE, ['0.00'], undefined],
    ['printed somewhere else on the page', PAGE, ['1000.00'], undefined],
    ['a page without words', [], ['1250.00'], undefined],
    ['a page of which no total is sure', wordsOfText('Vedlegg 1 av 2\nTimer: 12,50'), ['1250.00'], undefined],
  ] as const)('%s', (_what, pages, said, expected) => {
    expect(
      otherTotalOn(
        [...pages],
        said.map((text) => decimal(text)),
      ),
    ).toBe(expected)
  })
})
