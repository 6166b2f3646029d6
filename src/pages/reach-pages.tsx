import type { Hono } from 'hono'
import { getCompany, updateCompany } from '#src/companies/index.ts'
import { DELIVERY_SETTINGS, listReaches, lookUpCustomer } from '#src/invoices/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { waitingFor } from './approval-pages.tsx'
import { companyReaderOf, show } from './page-context.ts'
import { submit } from './submit.ts'
import { ReachPage } from './views/reach.tsx'

const ROWS = 100

/** Which customers can be reached how, and the order in which the ways are tried. */
export function mountReachPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/invoices/reach', async (c) => {
    const reader = await companyReaderOf(c)
    const rows = await listReaches(reader.call, { afterId: c.req.query('after'), limit: ROWS + 1 })
    const reaches = rows.slice(0, ROWS)
    const { settings } = await getCompany(reader.call, undefined)
    const page = (
      <ReachPage
        reader={reader}
        waiting={(await waitingFor(reader)).length}
        reaches={reaches}
        order={String(settings[DELIVERY_SETTINGS.channels] ?? '')}
        next={rows.length > ROWS ? (reaches.at(-1)?.partyId ?? null) : null}
      />
    )
    return show(c, page)
  })

  app.post('/c/:companyId/invoices/reach', (c) =>
    submit(c, {
      run: ({ call, fields: { partyId = '' } }) => lookUpCustomer(call, { partyId }),
      next: ({ partyId }) => `/invoices/reach#${encodeURIComponent(partyId)}`,
    }),
  )

  app.post('/c/:companyId/invoices/reach/order', (c) =>
    submit(c, {
      run: ({ call, fields: { order = '' } }) =>
        updateCompany(call, { settings: { [DELIVERY_SETTINGS.channels]: order === '' ? null : order } }),
      next: () => '/invoices/reach',
    }),
  )
}
