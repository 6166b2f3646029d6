import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { differencesOf } from '#src/documents/einvoice/differences.ts'
import type { Invoice } from '#src/documents/einvoice/invoice-model.ts'
import { readEInvoice, readInvoiceTree } from '#src/documents/einvoice/read-einvoice.ts'
import { writeEInvoice } from '#src/documents/einvoice/write-einvoice.ts'
import { isProblem } from '#src/kernel/problem.ts'
import { corpusFiles, corpusRoot } from '#test/support/corpus.ts'

const SETS = [
  'peppol-bis-billing-3',
  'en16931',
  'ehf-norway',
  'zugferd-corpus',
  'mustang-validation',
  'xrechnung-testsuite',
  'factur-x-fixtures',
  'nsg-bookkeeping-year',
]

const filesOf = (set: string) => ['.xml', '.pdf', '.XML', '.PDF'].flatMap((ending) => endingWith(set, ending))

function endingWith(set: string, ending: string): string[] {
  try {
    return corpusFiles(set, ending)
  } catch {
    return []
  }
}

/** Undefined for a file that is no e-invoice. */
function invoiceOf(file: string): Invoice | undefined {
  try {
    return readEInvoice(readFileSync(file)).invoice
  } catch (error) {
    if (isProblem(error)) return undefined
    throw error
  }
}

/** What a format changes by being itself: which specification the document follows. */
const specified = ({ customizationId, profileId, typeCode }: Invoice) => ({ customizationId, profileId, typeCode })

/** The places where an invoice differs after a way through two formats, less those that were told on the way. */
function untold(invoice: Invoice, there: 'ubl' | 'cii', back: 'ubl' | 'cii'): string[] {
  const first = writeEInvoice(invoice, there)
  const second = writeEInvoice(readInvoiceTree(first.root).invoice, back)
  const told = [...first.lost, ...second.lost].map(({ pointer }) => pointer)
  const linesGone = first.lost.some(({ pointer }) => /^\/lines\/\d+$/.test(pointer))
  const after = { ...readInvoiceTree(second.root).invoice, ...specified(invoice) }
  return differencesOf(invoice, after)
    .map(({ pointer }) => pointer)
    .filter((pointer) => !told.includes(pointer) && !(linesGone && pointer.startsWith('/lines/')))
}

describe.each(SETS)('e-invoices of %s', (set) => {
  it('are the same after a way through the other syntax and back, or it is told what is not', () => {
    const wrong: string[] = []
    let read = 0
    for (const file of filesOf(set)) {
      const invoice = invoiceOf(file)
      if (!invoice) continue
      read += 1
      const lost = [...untold(invoice, 'ubl', 'cii'), ...untold(invoice, 'cii', 'ubl')]
      if (lost.length > 0) wrong.push(`${file.slice(corpusRoot().length)} ${lost}`)
    }
    expect(wrong).toEqual([])
    expect(read).toBeGreaterThan(0)
  })
})
