import { type AttachmentModel, ConnectorError, type Push } from '#src/connect/sdk.ts'
import { attach, attachmentsOf } from './attachment-calls.ts'
import { differences, fileNameOf } from './map.ts'
import type { XeroAttachment } from './words.ts'

const recordOf = ({ attachmentID, fileName }: XeroAttachment) => ({ externalId: attachmentID, label: fileName })

/** The original file beside its document. The same name and length is the same file: Xero gives no checksum. */
export const pushAttachment: Push<AttachmentModel> = {
  async find(cx, file) {
    const attached = await attachmentsOf(cx, file.of.externalId, file.of.kind === 'creditNote')
    const same = attached.find((one) => one.fileName === fileNameOf(file) && one.contentLength === file.bytes.length)
    return same ? recordOf(same) : null
  },
  async create(cx, file, requestKey) {
    const { mediaType, bytes } = file
    const ofCreditNote = file.of.kind === 'creditNote'
    const upload = { documentID: file.of.externalId, ofCreditNote, fileName: fileNameOf(file), mediaType, bytes }
    return recordOf(await attach(cx, upload, requestKey))
  },
  async verify(cx, file, externalId) {
    const attached = await attachmentsOf(cx, file.of.externalId, file.of.kind === 'creditNote')
    const theirs = attached.find(({ attachmentID }) => attachmentID === externalId)
    if (!theirs) throw new ConnectorError({ kind: 'not_found' })
    return differences([['ContentLength', String(file.bytes.length), String(theirs.contentLength)]])
  },
}
