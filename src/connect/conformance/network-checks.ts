import { newId } from '#src/kernel/id.ts'
import type { Checkpoint, Connector, Network, NetworkDocument, PulledDocument, SandboxNetwork } from '../sdk.ts'
import { type Check, check, expectNoSecret } from './check.ts'
import { expectThat, failureOf, Shortfall, type Stand } from './stand.ts'

/** Sending and receiving through a network; nothing where the connector is none. */
export const networkChecks = (connector: Connector): Check[] => (connector.network ? CHECKS : [])

interface Ground {
  readonly network: Network
  readonly others: SandboxNetwork
  readonly document: NetworkDocument
}

/** A document that the receiver takes, under a reference of its own. */
async function groundOf({ connector, sandbox, cx }: Stand): Promise<Ground> {
  const { network } = connector
  const others = sandbox.network
  if (!network || !others) throw new Shortfall('the sandbox is no network')
  const { canReceive } = await network.lookup(cx, others.receiver)
  const document = {
    reference: newId('delivery'),
    sender: cx.organisation,
    receiver: others.receiver,
    documentType: canReceive[0] ?? '',
    process: 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0',
    bytes: new TextEncoder().encode('<Invoice>æøå</Invoice>'),
  }
  return { network, others, document }
}

const CHECKS: Check[] = [
  check('network.lookup', 'a participant tells what it takes; nobody takes nothing', async (stand) => {
    const { network, others } = await groundOf(stand)
    expectThat((await network.lookup(stand.cx, others.receiver)).canReceive.length > 0, 'the receiver takes nothing')
    expectThat((await network.lookup(stand.cx, others.stranger)).canReceive.length === 0, 'a stranger takes documents')
  }),
  check('network.send', 'a document goes out byte for byte and is found by its reference', async (stand) => {
    const { network, others, document } = await groundOf(stand)
    expectThat((await network.find(stand.cx, document.reference)) === null, 'found before it was sent')
    const sent = await network.send(stand.cx, document)
    expectThat(sent.receipt !== '', 'there is no receipt to keep')
    const [arrived] = others.sent(document.reference)
    expectThat(arrived !== undefined && Buffer.compare(arrived.bytes, document.bytes) === 0, 'other bytes were sent')
    const isAddressed = arrived.receiver === document.receiver && arrived.documentType === document.documentType
    expectThat(isAddressed, 'the address is another')
    const found = await network.find(stand.cx, document.reference)
    expectThat(found?.transmissionId === sent.transmissionId, 'not found after it was sent')
  }),
  check('network.repeat', 'a document sent twice under one reference is one transmission', async (stand) => {
    const { network, others, document } = await groundOf(stand)
    const first = await network.send(stand.cx, document)
    const second = await network.send(stand.cx, document)
    expectThat(first.transmissionId === second.transmissionId, 'the second answer names another transmission')
    expectThat(others.sent(document.reference).length === 1, 'it was sent twice')
  }),
  check('network.lost', 'a document whose answer got lost is an unknown outcome and can be found', async (stand) => {
    const { network, document } = await groundOf(stand)
    stand.sandbox.failNext('write', { kind: 'answerLost', isSilent: false })
    const error = await failureOf(() => network.send(stand.cx, document))
    expectThat(error.fault.kind === 'unknown_outcome', `the fault is ${error.fault.kind}`)
    expectNoSecret(error, stand)
    expectThat((await network.find(stand.cx, document.reference)) !== null, 'what was sent is not found')
  }),
  check('network.refused', 'a document that the network refuses says why', async (stand) => {
    const { network, document } = await groundOf(stand)
    stand.sandbox.failNext('write', { kind: 'refused' })
    const error = await failureOf(() => network.send(stand.cx, document))
    expectThat(error.fault.kind === 'rejected' && error.fault.fields.length > 0, `the fault is ${error.fault.kind}`)
  }),
  check('network.status', 'a transmission tells when it has arrived, and when it never will', async (stand) => {
    const { network, others, document } = await groundOf(stand)
    const { transmissionId } = await network.send(stand.cx, document)
    for (const status of ['delivered', 'failed'] as const) {
      others.settle(transmissionId, status)
      const told = await network.status(stand.cx, transmissionId)
      expectThat(told.status === status, `${status} is told as ${told.status}`)
    }
  }),
  check(
    'network.inbox',
    'every document of many pages arrives with its sender, and none twice later',
    async (stand) => {
      const { others } = await groundOf(stand)
      const bytes = Array.from({ length: ARRIVALS }, (_, index) =>
        new TextEncoder().encode(`<Invoice>${index}</Invoice>`),
      )
      const ids = bytes.map((one) => others.arrive(others.receiver, one))
      const { records, checkpoint } = await pull(stand, null)
      expectThat(
        JSON.stringify(records.map(({ externalId }) => externalId)) === JSON.stringify(ids),
        'some are missing',
      )
      const isWhole = records.every((record, index) => Buffer.compare(record.bytes, bytes[index] ?? Buffer.of()) === 0)
      expectThat(isWhole, 'the bytes are others')
      const isTold = records.every(
        ({ sender, receiver }) => sender === others.receiver && receiver === stand.cx.organisation,
      )
      expectThat(isTold, 'sender or receiver is not told')
      const late = others.arrive(others.receiver, bytes[0] ?? Buffer.of())
      const again = await pull(stand, checkpoint)
      expectThat(
        again.records.length === 1 && again.records[0]?.externalId === late,
        'it does not resume where it ended',
      )
    },
  ),
]

const ARRIVALS = 45
const PAGES_MAX = 40

async function pull(stand: Stand, from: Checkpoint | null) {
  const { document } = stand.connector.pull
  if (!document) throw new Shortfall('the connector pulls no documents')
  const records: PulledDocument[] = []
  let checkpoint: Checkpoint = {}
  let pages = 0
  for await (const page of document(stand.cx, from)) {
    records.push(...page.records)
    checkpoint = page.checkpoint
    expectThat(++pages <= PAGES_MAX, `still paging after ${PAGES_MAX} pages`)
  }
  return { records, checkpoint }
}
