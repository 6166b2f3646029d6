import type { Hono } from 'hono'
import { getHold, partyDossier, wireDossier } from '#src/parties/index.ts'
import type { HttpEnv } from '#src/platform/http/http-env.ts'
import { type SubjectView, waitingFor } from './approval-pages.tsx'
import { companyReaderOf, show } from './page-context.ts'
import { DossierPage } from './views/dossier.tsx'
import { HoldView } from './views/holds.tsx'

/** What an approver sees of a hold inside its request. */
export const holdSubject: SubjectView = async (reader, holdId) => (
  <HoldView reader={reader} hold={await getHold(reader.call, { holdId })} />
)

export function mountPartyPages(app: Hono<HttpEnv>): void {
  app.get('/c/:companyId/parties/:partyId', async (c) => {
    const reader = await companyReaderOf(c)
    const dossier = wireDossier(await partyDossier(reader.call, { partyId: c.req.param('partyId') }))
    return show(c, <DossierPage reader={reader} waiting={(await waitingFor(reader)).length} dossier={dossier} />)
  })
}
