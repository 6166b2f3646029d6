import type { Hono } from 'hono'
import { getCompany } from '#src/companies/index.ts'
import type { Problem } from '#src/kernel/problem.ts'
import { listExchangeRates, readRateForm, setExchangeRate } from '#src/ledger/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { figure } from './figure.ts'
import { type CompanyReader, companyReaderOf, type PageRequest, show } from './page-context.ts'
import { submit } from './submit.ts'
import { RatesPage } from './views/rates.tsx'

type Form = Readonly<Record<string, string>>

/** The rates by which receipts and invoices in other currencies are booked. */
export function mountRatePages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/exchange-rates', async (c) => {
    const { currency = '' } = c.req.query()
    return showRates(c, await companyReaderOf(c), { currency })
  })

  app.post('/c/:companyId/exchange-rates', (c) =>
    submit(c, {
      run: async ({ call, fields }) => setExchangeRate(call, readRateForm(bodyOf(fields))),
      next: () => '/exchange-rates',
      refused: ({ reader, fields }, problem) => showRates(c, reader, fields, problem),
    }),
  )
}

/** An empty field is one left out. */
function bodyOf(form: Form): object {
  const { currency = '', amount = '', baseAmount = '', validFrom = '', source = '' } = form
  const said = { amount: figure(amount), validFrom: validFrom.trim(), source: source.trim() }
  return {
    currency: currency.trim().toUpperCase(),
    baseAmount: figure(baseAmount),
    ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '')),
  }
}

async function showRates(c: PageRequest, reader: CompanyReader, form: Form, problem?: Problem) {
  const { call } = reader
  const page = (
    <RatesPage
      reader={reader}
      waiting={(await waitingFor(reader)).length}
      baseCurrency={(await getCompany(call, undefined)).baseCurrency}
      rates={await listExchangeRates(call, undefined)}
      form={form}
      problem={problem}
    />
  )
  return show(c, page, (problem?.kind.status ?? 200) as 200)
}
