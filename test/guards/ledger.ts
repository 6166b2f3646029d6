import { createdId, type RoomFixtures, type World } from './fixture.ts'

let made = 0
/** Names that no chart of ours and no other fixture uses. */
const nextNumber = (): number => {
  made += 1
  return made
}

const entryBody = (lines: readonly object[]) => ({ bookedOn: '2026-11-24', description: 'Kaffekopper', lines })
const sale = (line: object = {}) =>
  entryBody([
    { account: '1500', debit: '1250.00', ...line },
    { account: '3000', credit: '1250.00' },
  ])
const payment = entryBody([
  { account: '1920', debit: '1250.00' },
  { account: '1500', credit: '1250.00' },
])
const batch = { entries: [sale()] }

const post = (world: World, body: object): Promise<string> => createdId(world, 'journal-entries', body)

async function newOpenItem(world: World): Promise<string> {
  const entryId = await post(world, sale({ opensItem: { kind: 'receivable', dueOn: '2026-12-08' } }))
  const { json } = await world.client.get(`/v1/companies/${world.company.id}/journal-entries/${entryId}`)
  const ids = (json.lines as { openItemId: string | null }[]).map(({ openItemId }) => openItemId)
  return ids.find((id) => id !== null) ?? ''
}

async function newAllocation(world: World): Promise<{ openItemId: string; allocationId: string }> {
  const openItemId = await newOpenItem(world)
  const body = { journalEntryId: await post(world, payment), amount: '50.00' }
  const path = `/v1/companies/${world.company.id}/open-items/${openItemId}`
  const settled = await world.client.post(`${path}/allocations`, body)
  const { json } = await world.client.get(path)
  const [allocation] = (json.allocations ?? []) as { id: string }[]
  if (!allocation) throw new Error(`fixture allocation: ${settled.text}`)
  return { openItemId, allocationId: allocation.id }
}

const accountBody = () => ({ number: `G${nextNumber()}`, name: 'Kaffekopper', type: 'expense' })
const codeBody = () => ({ code: `G${nextNumber()}`, name: 'Uten mva', direction: 'input', handling: 'none' })

async function newAccount(world: World): Promise<string> {
  const body = accountBody()
  await createdId(world, 'accounts', body)
  return body.number
}

async function newCode(world: World): Promise<string> {
  const body = codeBody()
  const made = await world.client.post(`/v1/companies/${world.company.id}/vat-codes`, body)
  if (made.status !== 201) throw new Error(`fixture VAT code: ${made.text}`)
  return body.code
}

/** A month of a year that only this world has, so that another company's period is missing here. */
async function newPeriod({ company, client }: World): Promise<string> {
  const year = 2100 + nextNumber()
  const made = await client.post(`/v1/companies/${company.id}/fiscal-years`, { startsOn: `${year}-01-01` })
  if (made.status !== 201) throw new Error(`fixture period: ${made.text}`)
  return `${year}-03`
}

async function closedPeriod(world: World): Promise<string> {
  const period = await newPeriod(world)
  await world.client.post(`/v1/companies/${world.company.id}/periods/${period}/close`, { reason: 'Mva er meldt' })
  return period
}

export const ledgerFixtures: RoomFixtures = {
  ids: {
    account: newAccount,
    code: newCode,
    period: newPeriod,
    journalEntryId: (world) => post(world, sale()),
    openItemId: newOpenItem,
    allocationId: async (world) => (await newAllocation(world)).allocationId,
    seriesId: (world) => createdId(world, 'series', { code: `g${nextNumber()}`, name: 'Egen serie' }),
  },
  requests: {
    createAccount: async () => ({ body: accountBody() }),
    createVatCode: async () => ({ body: codeBody() }),
    createSeries: async () => ({ body: { code: `g${nextNumber()}`, name: 'Egen serie' } }),
    createJournal: async () => ({ body: { code: `g${nextNumber()}`, name: 'Egen bok' } }),
    createFiscalYear: async () => ({ body: { startsOn: `${2500 + nextNumber()}-01-01` } }),
    reopenPeriod: async (world) => ({ params: { period: await closedPeriod(world) } }),
    postJournalEntry: async () => ({ body: sale() }),
    postJournalEntries: async () => ({ body: batch }),
    updateAccount: async () => ({ body: { name: 'Nytt navn' } }),
    updateVatCode: async () => ({ body: { name: 'Nytt navn' } }),
    reverseJournalEntry: async () => ({ body: { reason: 'Feil beløp' } }),
    settleOpenItem: async (world) => ({ body: { journalEntryId: await post(world, payment), amount: '50.00' } }),
    undoAllocation: async (world) => ({ params: await newAllocation(world) }),
  },
}
