import { performance } from 'node:perf_hooks'
import { describe, expect, it } from 'vitest'
import { type Invoice, readEInvoice } from '#src/documents/einvoice/index.ts'
import { PLAIN_LOOK, type PrintOptions, printInThread, printInvoice } from '#src/documents/print/index.ts'
import { invoiceXml } from '#test/support/receipts.ts'

const OPTIONS: PrintOptions = { locale: 'nb', look: PLAIN_LOOK, format: 'pdf' }

/** An invoice that is printed on many pages. */
function long(count: number): Invoice {
  const { invoice } = readEInvoice(invoiceXml())
  const [line] = invoice.lines
  if (!line) throw new Error('the invoice has no line')
  const lines = Array.from({ length: count }, (_, index) => ({ ...line, id: String(index + 1), name: `Vare ${index}` }))
  return { ...invoice, lines }
}

describe('printing in a thread', () => {
  it('gives the same bytes as printing here, whatever is asked for at once', async () => {
    const invoices = [long(1), long(30), long(2)]
    const [here, there] = [
      await Promise.all(invoices.map((one) => printInvoice(one, OPTIONS))),
      await Promise.all(invoices.map((one) => printInThread(one, OPTIONS))),
    ]
    expect(there.map(({ bytes }) => Buffer.from(bytes))).toEqual(here.map(({ bytes }) => Buffer.from(bytes)))
    const facturx = { ...OPTIONS, format: 'facturx' } as const
    expect(await printInThread(long(1), facturx)).toMatchObject({ lost: (await printInvoice(long(1), facturx)).lost })
  })

  it('leaves the event loop to others while a thousand lines are set', async () => {
    const invoice = long(1000)
    await printInThread(long(1), OPTIONS)
    const before = performance.eventLoopUtilization()
    await printInThread(invoice, OPTIONS)
    const { utilization, active, idle } = performance.eventLoopUtilization(before)
    expect(active + idle).toBeGreaterThan(100)
    expect(utilization).toBeLessThan(0.4)
  })

  it('fails for whoever asked, and goes on with the next', async () => {
    const broken = { ...long(1), lines: [null] } as unknown as Invoice
    const [refused, printed] = await Promise.allSettled([
      printInThread(broken, OPTIONS),
      printInThread(long(1), OPTIONS),
    ])
    expect(refused.status).toBe('rejected')
    expect(printed.status).toBe('fulfilled')
  })
})
