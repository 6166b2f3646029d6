import type { XmlElement } from '#src/platform/xml/xml-element.ts'
import { textOf } from './field-reader.ts'
import type { Identifier } from './invoice-model.ts'

/** What a network wrote around a document: from whom it was handed over, to whom, and as which message. */
export interface Envelope {
  readonly sender: Identifier | undefined
  readonly receiver: Identifier | undefined
  /** InstanceIdentifier: one message of the network. */
  readonly messageId: string | undefined
}

export interface Opened {
  /** The document itself; what was opened when it is in no envelope, or in one that holds none. */
  readonly document: XmlElement
  readonly envelope: Envelope | undefined
}

const ENVELOPE = 'sbd:StandardBusinessDocument'
const HEADER = 'sbd:StandardBusinessDocumentHeader'

/**
 * The document inside the envelope in which Peppol carries it (Business Message Envelope 2.0: the Standard Business
 * Document Header of UN/CEFACT with one document behind it). A tree without one is the document.
 */
export function openEnvelope(root: XmlElement): Opened {
  if (root.name !== ENVELOPE) return { document: root, envelope: undefined }
  const header = root.child(HEADER)
  return {
    document: root.children.find((child) => child !== header)?.detached() ?? root,
    envelope: {
      sender: participantOf(header, 'sbd:Sender'),
      receiver: participantOf(header, 'sbd:Receiver'),
      messageId: header?.textAt('sbd:DocumentIdentification', 'sbd:InstanceIdentifier'),
    },
  }
}

/** "0192:991825827": the scheme of ISO 6523 and the number, as participants are written. */
function participantOf(header: XmlElement | undefined, role: string): Identifier | undefined {
  const text = textOf(header?.at(role, 'sbd:Identifier'))
  const [, scheme, id] = /^(\d{4}):(.+)$/s.exec(text ?? '') ?? []
  if (scheme !== undefined && id !== undefined) return { id, scheme }
  return text === undefined ? undefined : { id: text }
}
