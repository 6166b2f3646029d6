import { newSupplier, openItem } from '#test/support/bank.ts'
import { camt053 } from '#test/support/camt.ts'
import { createdId, type RoomFixtures, type World } from './fixture.ts'

let made = 0
const newBankAccount = (world: World): Promise<string> => {
  made += 1
  return createdId(world, 'bank-accounts', { name: 'Driftskonto', number: `8601.11.${10_000 + made}`, currency: 'NOK' })
}

const XML = { 'content-type': 'application/xml' }

async function newUpload(world: World) {
  const bankAccountId = await newBankAccount(world)
  const iban = `8601.11.${10_000 + made}`
  const entries = [{ reference: `${made}`, amount: '-12.50', on: '2026-01-06', name: 'Ukjent AS' }]
  return {
    params: { bankAccountId },
    body: camt053({ iban, entries, opening: '100.00', closing: '87.50' }),
    headers: XML,
  }
}

async function uploaded(world: World): Promise<string> {
  const { params, body, headers } = await newUpload(world)
  const path = `/v1/companies/${world.company.id}/bank-accounts/${params.bankAccountId}/statements`
  const answer = await world.client.send('POST', path, body, headers)
  if (answer.status !== 201) throw new Error(`fixture statement: ${answer.text}`)
  return String(answer.json.id)
}

export async function newTransaction(world: World): Promise<string> {
  const statementId = await uploaded(world)
  const path = `/v1/companies/${world.company.id}/bank-transactions?statementId=${statementId}`
  const [transaction] = (await world.client.get(path)).json.data as { id: string }[]
  if (!transaction) throw new Error('fixture transaction: none came in')
  return transaction.id
}

/** An order that somebody else proposed, so that the owner may approve it. */
async function newOrder(world: World): Promise<string> {
  const { client } = await world.other()
  const body = await orderBody(world)
  const answer = await client.post(`/v1/companies/${world.company.id}/payment-orders`, body)
  if (answer.status !== 201) throw new Error(`fixture payment order: ${answer.text}`)
  return String(answer.json.id)
}

async function orderBody(world: World): Promise<object> {
  const { id: partyId } = await newSupplier(world.company, { account: 'NO9386011117947' })
  const item = await openItem(world.company, { amountMinor: 100n, partyId })
  const number = 'NO9386011117947'
  const path = `/v1/companies/${world.company.id}/bank-accounts`
  await world.client.post(path, { name: 'Betaling', number, currency: 'NOK' })
  const accounts = (await world.client.get(`${path}?limit=200`)).json.data as { id: string; number: string }[]
  return { bankAccountId: accounts.find((one) => one.number === number)?.id, openItemIds: [item.id] }
}

/** A movement out of the account with the amount and name of an item that is to be paid. */
async function suspected(world: World) {
  const bankAccountId = await newBankAccount(world)
  const iban = `8601.11.${10_000 + made}`
  const { id: partyId, name } = await newSupplier(world.company)
  const on = '2026-01-06'
  const entries = [{ reference: `S${made}`, amount: '-12.34', on, name }]
  const path = `/v1/companies/${world.company.id}`
  const body = camt053({ id: `S${made}`, iban, entries, opening: '100.00', closing: '87.66' })
  const { json } = await world.client.send('POST', `${path}/bank-accounts/${bankAccountId}/statements`, body, XML)
  const [row] = (await world.client.get(`${path}/bank-transactions?statementId=${json.id}`)).json.data as {
    id: string
  }[]
  const { id: openItemId } = await openItem(world.company, { amountMinor: 1234n, partyId })
  return { params: { openItemId }, body: { bankTransactionId: row?.id, reason: 'Paid for another shop.' } }
}

/** Two items of one supplier with the same number. */
async function twins(world: World) {
  const { id: partyId } = await newSupplier(world.company)
  const item = () => openItem(world.company, { amountMinor: 1234n, partyId, number: 'T-1' })
  const [{ id: openItemId }, { id: otherOpenItemId }] = [await item(), await item()]
  return { params: { openItemId }, body: { otherOpenItemId, reason: 'Two deliveries.' } }
}

export const bankFixtures: RoomFixtures = {
  ids: {
    bankAccountId: newBankAccount,
    statementId: uploaded,
    bankTransactionId: newTransaction,
    paymentOrderId: newOrder,
  },
  requests: {
    createBankAccount: async () => {
      made += 1
      return { body: { name: 'Driftskonto', number: `8601.11.${10_000 + made}`, currency: 'NOK' } }
    },
    updateBankAccount: async () => ({ body: { name: 'Skatt' } }),
    uploadStatement: newUpload,
    createPaymentOrder: async (world) => ({ body: await orderBody(world) }),
    dismissPaidInBank: suspected,
    dismissDuplicateItem: twins,
    approvePaymentOrder: async () => ({ body: { seenVersion: 1 } }),
    getPaymentFile: async (world) => {
      const paymentOrderId = await newOrder(world)
      const path = `/v1/companies/${world.company.id}/payment-orders/${paymentOrderId}/approvals`
      await world.client.post(path, { seenVersion: 1 })
      return { params: { paymentOrderId } }
    },
  },
}
