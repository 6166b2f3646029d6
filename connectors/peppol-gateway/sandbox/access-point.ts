import { randomUUID } from 'node:crypto'
import type { NetworkDocument, SandboxRequest, Transmission } from '#src/connect/sdk.ts'
import { type Answer, problem } from './wire.ts'

interface Sent {
  readonly document: NetworkDocument
  readonly transmissionId: string
  status: Transmission['status']
}

interface Arrived {
  readonly transmissionId: string
  readonly sender: string
  readonly receivedAt: string
  readonly bytes: Uint8Array
}

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd'
const BIS = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0'
/** Peppol BIS Billing 3: invoice and credit note. */
export const DOCUMENT_TYPES = ['Invoice', 'CreditNote'].map((root) => `${UBL}:${root}-2::${root}##${BIS}::2.1`)

/** What the access point has: its participants, what it sent, what came. Nothing outlives it. */
export class AccessPoint {
  readonly organisation = '0192:923609016'
  readonly receiver = '0192:991825827'
  readonly sent: Sent[] = []
  readonly inbox: Arrived[] = []
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  arrive(sender: string, bytes: Uint8Array): string {
    const transmissionId = randomUUID()
    this.inbox.push({ transmissionId, sender, receivedAt: new Date(this.#now()).toISOString(), bytes })
    return transmissionId
  }

  answer(asked: SandboxRequest): Answer {
    const [, version, place, id = '', part] = asked.path.split('/').map(decodeURIComponent)
    if (version !== 'v1') throw problem(404, 'There is no such call')
    const call = `${asked.method} ${place}${id === '' ? '' : '/:id'}${part === undefined ? '' : `/${part}`}`
    switch (call) {
      case 'GET participants/:id':
        return this.#lookup(id)
      case 'POST transmissions':
        return this.#send(asked)
      case 'GET transmissions':
        return { status: 200, json: { data: this.#byReference(asked.query.get('reference') ?? '').map(wire) } }
      case 'GET transmissions/:id':
        return this.#status(id)
      case 'GET inbox':
        return this.#list(asked.query)
      case 'GET inbox/:id/content':
        return this.#content(id)
      default:
        throw problem(404, 'There is no such call')
    }
  }

  #byReference = (reference: string): Sent[] => this.sent.filter(({ document }) => document.reference === reference)

  #lookup(participant: string): Answer {
    if (participant !== this.receiver && participant !== this.organisation)
      throw problem(404, 'The participant is not registered')
    return { status: 200, json: { participant, documentTypes: DOCUMENT_TYPES } }
  }

  #send({ headers, body }: SandboxRequest): Answer {
    const header = (name: string): string => headers[name] ?? ''
    const reference = header('x-reference')
    const [known] = this.#byReference(reference)
    if (known && Buffer.compare(known.document.bytes, body) !== 0)
      throw problem(409, 'Another document was sent under this reference')
    if (known) return { status: 200, json: wire(known) }
    const [sender, receiver] = [header('x-sender'), header('x-receiver')]
    if (sender !== this.organisation) throw problem(422, 'The consent does not cover the sender')
    if (receiver !== this.receiver) throw problem(422, 'The receiver is not registered')
    if (reference === '' || header('idempotency-key') !== reference) throw problem(422, 'The reference is missing')
    const [documentType, process] = [header('x-document-type'), header('x-process')]
    if (!DOCUMENT_TYPES.includes(documentType) || process === '')
      throw problem(422, 'The receiver takes no such document')
    const made: Sent = {
      document: { reference, sender, receiver, documentType, process, bytes: body },
      transmissionId: randomUUID(),
      status: 'accepted',
    }
    this.sent.push(made)
    return { status: 201, json: wire(made) }
  }

  #status(id: string): Answer {
    const one = this.sent.find(({ transmissionId }) => transmissionId === id)
    if (!one) throw problem(404, 'There is no such transmission')
    return { status: 200, json: wire(one) }
  }

  #list(query: URLSearchParams): Answer {
    if (query.get('participant') !== this.organisation) throw problem(403, 'The consent does not cover the participant')
    const after = Number(query.get('after') || 0)
    const page = this.inbox.slice(after, after + Math.min(100, Number(query.get('limit') ?? 20)))
    const data = page.map(({ bytes: _content, ...head }) => ({
      ...head,
      receiver: this.organisation,
      documentType: DOCUMENT_TYPES[0],
    }))
    return { status: 200, json: { data, next: String(after + page.length) } }
  }

  #content(id: string): Answer {
    const one = this.inbox.find(({ transmissionId }) => transmissionId === id)
    if (!one) throw problem(404, 'There is no such document')
    return { status: 200, bytes: one.bytes }
  }
}

const wire = ({ transmissionId, status, document: { reference } }: Sent) => ({ transmissionId, reference, status })
