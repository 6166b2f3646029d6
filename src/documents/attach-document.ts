import { command } from '#src/platform/command/index.ts'
import { appendAttachment } from './document.store.ts'

export interface AttachDocument {
  readonly documentId: string
  /** The document that comes to lie beside it. */
  readonly attachedId: string
  readonly name: string
  readonly description: string
}

/** Puts a document that came beside another one with it, behind what lies in it already. Again changes nothing. */
export const attachDocument = command(
  'document.attach',
  { can: 'documents:write', via: ['receipt.attach'] },
  async (cx, attach: AttachDocument): Promise<void> => {
    const isNew = await appendAttachment(cx, attach)
    cx.audit({ kind: 'document', id: attach.documentId }, { attachedId: attach.attachedId, isNew })
  },
)
