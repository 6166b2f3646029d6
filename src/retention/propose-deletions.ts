import { listDocuments } from '#src/documents/index.ts'
import { command, query } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { retentionProposed } from './retention.events.ts'
import { insertProposals, listProposalRows, type Proposal } from './retention.store.ts'
import { whyKept } from './retention.ts'
import { retentionOf } from './retention-of.ts'
import type { RetentionClass } from './retention-rules.ts'

/** Documents that one transaction looks at. */
const BATCH = 200

/** Nothing that came in after this can be past its time: the shortest term is longer. */
const YOUNGEST_MS = 3 * 365 * 24 * 3_600_000

export const oldBefore = (now: Date): Date => new Date(now.getTime() - YOUNGEST_MS)

/** Looks at the next documents, in the order of their ids, and proposes those past their time. Answers where to go on. */
export const proposeDeletions = command(
  'retention.propose',
  { can: 'documents:delete' },
  async (cx: Cx, { after }: { after: string | undefined }): Promise<string | undefined> => {
    const documents = await listDocuments(cx, { after, receivedBefore: oldBefore(cx.now), limit: BATCH })
    const retentions = await retentionOf(cx, documents)
    const past = documents.flatMap(({ id }) => {
      const retention = retentions.get(id)
      if (!retention?.keptUntil || whyKept(retention, cx.today)) return []
      return [{ documentId: id, class: retention.class, keptUntil: retention.keptUntil }]
    })
    const count = await insertProposals(cx, past)
    cx.audit({ kind: 'company', id: cx.companyId }, { looked: documents.length, proposed: count })
    if (count > 0) cx.emit(retentionProposed, { id: cx.companyId, version: 1, count })
    return documents.length < BATCH ? undefined : documents.at(-1)?.id
  },
)

export interface ListProposals {
  readonly class?: RetentionClass | undefined
  readonly after: string | undefined
  readonly limit: number
}

export const listProposals = query('retention.proposals', { can: 'documents:read' }, (cx, filter: ListProposals) =>
  listProposalRows(cx, filter),
)

/** A proposal with what it would remove. */
export interface ProposedDocument extends Proposal {
  readonly name: string
  /** Bytes. */
  readonly size: number
  readonly receivedAt: Date
}

export const listProposedDocuments = query(
  'retention.proposedDocuments',
  { can: 'documents:read' },
  async (cx, filter: ListProposals): Promise<ProposedDocument[]> => {
    const proposals = await listProposalRows(cx, filter)
    const ids = proposals.map(({ documentId }) => documentId)
    const documents = new Map((await listDocuments(cx, { ids, limit: ids.length })).map((one) => [one.id, one]))
    return proposals.flatMap((proposal) => {
      const document = documents.get(proposal.documentId)
      return document
        ? [{ ...proposal, name: document.name, size: document.size, receivedAt: document.receivedAt }]
        : []
    })
  },
)
