import { command } from '#src/platform/command/index.ts'
import type { Cx } from '#src/platform/cx.ts'
import { markDeleted } from './document.store.ts'

/** The content of a document is no longer to be had; its row stays. Whoever calls has judged that its time has passed. */
export const deleteContent = command(
  'document.deleteContent',
  { can: 'documents:delete' },
  async (cx: Cx, { documentId }: { documentId: string }): Promise<void> => {
    await markDeleted(cx, documentId)
    cx.audit({ kind: 'document', id: documentId })
  },
)
