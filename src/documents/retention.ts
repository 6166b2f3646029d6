import type { Cx } from '#src/platform/cx.ts'
import type { DescribedDocument, Document, DocumentDetails, DocumentRetention } from './document.ts'

/** How long documents must be kept, by id. */
export type RetentionOf = (cx: Cx, documents: readonly Document[]) => Promise<ReadonlyMap<string, DocumentRetention>>

let retentionOf: RetentionOf | undefined

/** Called once by the composition (src/wiring.ts): what keeps a document is known in rooms above this one. */
export function onRetentionAsked(asked: RetentionOf): void {
  if (retentionOf) throw new Error('somebody tells of retention already')
  retentionOf = asked
}

export async function withRetention(cx: Cx, details: DocumentDetails): Promise<DescribedDocument> {
  if (!retentionOf) throw new Error('nobody tells of retention')
  const retention = (await retentionOf(cx, [details])).get(details.id)
  if (!retention) throw new Error(`nobody knows how long document ${details.id} is kept`)
  return { ...details, retention }
}
