import { must } from '../speaker.ts'
import type { Stage } from '../stage.ts'
import { SUPPLIERS } from '../trade.ts'
import type { Page } from '../wire.ts'
import { left, type Props, type Step } from './props.ts'

const VENDOR = 'xero'
/** The sandbox's chart has no account for power: a person says which of its accounts takes our bills of it. */
const POWER_THERE = '6300'

export interface Connection {
  readonly id: string
  readonly connector: string
  readonly status: string
  readonly organisation: { readonly name: string } | null
}

interface Operation {
  readonly model: string
  readonly subjectId: string
  readonly status: string
  readonly externalId: string | null
  readonly externalLabel: string | null
  readonly fault: { readonly kind: string } | null
}

/** Connects Xero as a person would in the browser, in the place of what an earlier run left; undefined without a sandbox. */
export async function connectVendor({ as: { owner }, sandboxes }: Stage): Promise<Connection | undefined> {
  if (!sandboxes.includes(VENDOR)) return undefined
  const { data } = await owner.get<Page<Connection>>(`connections?connector=${VENDOR}&limit=200`)
  for (const { id, status } of data) if (status !== 'disconnected') await owner.remove(`connections/${id}`)
  const started = await owner.post<Connection & { authorizationUrl: string }>('connections', {
    connector: VENDOR,
    payments: 'push',
  })
  const consent = await fetch(started.authorizationUrl, { redirect: 'follow' })
  must(consent.status === 200, `the way back from the consent answered ${consent.status}`)
  const connection = await owner.get<Connection>(`connections/${started.id}`)
  must(connection.status === 'active', `the connection is ${connection.status}`)
  const mapping = { kind: 'account', ours: SUPPLIERS.power.defaultAccount, theirs: POWER_THERE }
  await owner.put(`connections/${started.id}/mappings`, { mappings: [mapping] })
  return connection
}

/** Supplier, bill, original and payment are at Xero, and were read back equal. */
export const handOver: Step = {
  title: 'Hand over',
  async play(stage, props) {
    const { connection } = props
    if (!connection) {
      stage.say('not played: Xero is an app of your own here; connect it with POST connections')
      return
    }
    const { organisation, id } = connection
    stage.say(`Xero is connected to ${organisation?.name} (a sandbox on loopback), account 6340 as ${POWER_THERE}`)
    const wanted = wantedOf(props)
    const page = await stage.as.owner.until<Page<Operation>>(`operations?connectionId=${id}&limit=200`, ({ data }) =>
      wanted.every(({ model, subject }) => {
        const found = data.find((one) => one.model === model && one.subjectId.startsWith(subject))
        must(found?.status !== 'failed', `Xero refused the ${model}: ${found?.fault?.kind}`)
        return found?.status === 'verified'
      }),
    )
    for (const { model, subject } of wanted) {
      const done = page.data.find((one) => one.model === model && one.subjectId.startsWith(subject))
      stage.say(`${model} ${done?.externalLabel ?? ''} is ${done?.externalId} at Xero, read back equal`)
    }
  },
}

/** What must have gone out: each kind of record with the beginning of its subject's id. */
function wantedOf(props: Props): readonly { readonly model: string; readonly subject: string }[] {
  const { receiptId, documentId } = left(props, 'bill')
  const { invoiceId } = left(props, 'sale')
  return [
    { model: 'contact', subject: props.scene.suppliers.power.id },
    { model: 'bill', subject: receiptId },
    { model: 'attachment', subject: documentId },
    { model: 'salesInvoice', subject: invoiceId },
    ...left(props, 'matched').matchIds.map((subject) => ({ model: 'payment', subject })),
  ]
}
