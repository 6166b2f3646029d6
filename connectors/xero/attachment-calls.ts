import type { ConnectorContext } from '#src/connect/sdk.ts'
import { callXero, outcomeUnknown } from './client.ts'
import type { XeroAttachment } from './words.ts'

/** Attachments of an invoice or a credit note. */
export async function attachmentsOf(
  cx: ConnectorContext,
  documentID: string,
  ofCreditNote: boolean,
): Promise<XeroAttachment[]> {
  const body = await callXero(cx, (api) =>
    ofCreditNote
      ? api.getCreditNoteAttachments(cx.organisation, documentID)
      : api.getInvoiceAttachments(cx.organisation, documentID),
  )
  return (body.attachments ?? []).flatMap((attachment) => toAttachment(attachment) ?? [])
}

/** Attaches the bytes under a file name. The body is binary (https://developer.xero.com/documentation/api/accounting/attachments). */
export async function attach(
  cx: ConnectorContext,
  file: { documentID: string; ofCreditNote: boolean; fileName: string; mediaType: string; bytes: Uint8Array },
  requestKey: string,
): Promise<XeroAttachment> {
  const options = { headers: { 'Content-Type': file.mediaType } }
  const bytes = Buffer.from(file.bytes)
  const body = await callXero(cx, (api) =>
    file.ofCreditNote
      ? api.createCreditNoteAttachmentByFileName(
          cx.organisation,
          file.documentID,
          file.fileName,
          bytes,
          false,
          requestKey,
          options,
        )
      : api.createInvoiceAttachmentByFileName(
          cx.organisation,
          file.documentID,
          file.fileName,
          bytes,
          false,
          requestKey,
          options,
        ),
  )
  const [created] = body.attachments ?? []
  const kept = created ? toAttachment(created) : null
  if (!kept) throw outcomeUnknown(true)
  return kept
}

interface SdkAttachment {
  attachmentID?: string
  fileName?: string
  contentLength?: number
}

const toAttachment = (attachment: SdkAttachment): XeroAttachment | null =>
  attachment.attachmentID
    ? {
        attachmentID: attachment.attachmentID,
        fileName: attachment.fileName ?? '',
        contentLength: attachment.contentLength ?? 0,
      }
    : null
