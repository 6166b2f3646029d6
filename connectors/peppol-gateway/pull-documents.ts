import type { Pull, PulledDocument } from '#src/connect/sdk.ts'
import { ask, askJson, listOf, textOf } from './client.ts'

/** Documents of one page; each is a call of its own. */
const PAGE_SIZE = 20

/**
 * Documents that came for the participant, in the order of arrival. The gateway's cursor names the last one of a page, so
 * a page that was not kept comes again, and none is left out.
 */
export const pullDocuments: Pull<PulledDocument> = async function* (cx, checkpoint) {
  let after = checkpoint?.after ?? ''
  for (;;) {
    const query = new URLSearchParams({ participant: cx.organisation, after, limit: String(PAGE_SIZE) })
    const page = await askJson(cx, { method: 'GET', path: `/v1/inbox?${query}` })
    const listed = listOf(page.data)
    const records: PulledDocument[] = []
    for (const one of listed) {
      const externalId = textOf(one.transmissionId)
      const { body } = await ask(cx, { method: 'GET', path: `/v1/inbox/${encodeURIComponent(externalId)}/content` })
      records.push({
        externalId,
        sender: textOf(one.sender),
        receiver: textOf(one.receiver),
        documentType: textOf(one.documentType),
        receivedAt: textOf(one.receivedAt),
        bytes: body,
      })
    }
    after = textOf(page.next) || after
    yield { records, checkpoint: { after } }
    if (listed.length < PAGE_SIZE) return
  }
}
