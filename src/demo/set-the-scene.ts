import { addDays, type BookDate, yearOf } from '#src/kernel/book-date.ts'
import { toIban } from '#src/kernel/iban.ts'
import { policyRules } from './policy.ts'
import type { Stage } from './stage.ts'
import { CUSTOMER, DEPARTMENTS, OURSELVES, SUPPLIERS, type SupplierKey } from './trade.ts'
import type { BankAccount, Page, Party } from './wire.ts'

/** What the company has before anything happens in it. */
export interface Scene {
  readonly suppliers: Readonly<Record<SupplierKey, Party>>
  readonly customer: Party
  readonly bankAccount: BankAccount
}

const OPENING = '480000.00'
const POLICY = 'Innkjøp'

/** Departments, suppliers with their coding, a bank account with money on it, and an approval policy; what is there stays. */
export async function setTheScene(stage: Stage): Promise<Scene> {
  await addDepartments(stage)
  const suppliers = await findOrAddSuppliers(stage)
  await addPolicy(stage, suppliers)
  await stateSeller(stage)
  return { suppliers, customer: await findOrAddCustomer(stage), bankAccount: await findOrAddBankAccount(stage) }
}

/** A day some days ago, in this fiscal year. */
export function daysAgo({ today }: Stage, days: number): BookDate {
  const day = addDays(today, -days)
  return yearOf(day) === yearOf(today) ? day : (`${yearOf(today)}-01-01` as BookDate)
}

async function addDepartments({ as: { owner } }: Stage): Promise<void> {
  const { data } = await owner.get<Page<{ code: string }>>('dimensions/department/values')
  for (const { code, name } of DEPARTMENTS) {
    if (!data.some((known) => known.code === code)) await owner.post('dimensions/department/values', { code, name })
  }
}

async function findOrAddSuppliers({ as: { bookkeeper } }: Stage): Promise<Record<SupplierKey, Party>> {
  const found: [string, Party][] = []
  for (const [key, supplier] of Object.entries(SUPPLIERS)) {
    const { organisationNumber, name, account, email, defaultAccount, department } = supplier
    const query = `parties?kind=supplier&organisationNumber=${organisationNumber}`
    const { data } = await bookkeeper.get<Page<Party>>(query)
    const added = () =>
      bookkeeper.post<Party>('parties', {
        kind: 'supplier',
        name,
        country: 'NO',
        organisationNumber,
        vatNumber: `NO${organisationNumber}MVA`,
        email,
        defaultAccount,
        defaultDimensions: { department },
        autoPost: 'isTrusted' in supplier,
        bankAccounts: [{ account }],
      })
    found.push([key, data[0] ?? (await added())])
  }
  return Object.fromEntries(found) as Record<SupplierKey, Party>
}

async function findOrAddCustomer({ as: { bookkeeper } }: Stage): Promise<Party> {
  const { name, organisationNumber, email } = CUSTOMER
  const { data } = await bookkeeper.get<Page<Party>>(`parties?kind=customer&organisationNumber=${organisationNumber}`)
  const facts = { kind: 'customer', name, country: 'NO', organisationNumber, email, paymentTermsDays: 14 }
  return data[0] ?? bookkeeper.post<Party>('parties', facts)
}

/** What stands about us on the invoices that we send. */
async function stateSeller({ as: { owner } }: Stage): Promise<void> {
  const { street, postalCode, city, account, email } = OURSELVES
  const settings = {
    sellerStreet: street,
    sellerPostalCode: postalCode,
    sellerCity: city,
    sellerBankAccount: toIban('NO', account),
    sellerEmail: email,
    sellerVatRegistered: true,
  }
  const known = await owner.get<{ settings: Record<string, unknown> }>('')
  if (Object.entries(settings).some(([name, value]) => known.settings[name] !== value))
    await owner.patch('', { settings })
}

async function addPolicy({ as: { owner } }: Stage, suppliers: Scene['suppliers']): Promise<void> {
  const { data } = await owner.get<Page<{ name: string }>>('approval-policies')
  if (data.some(({ name }) => name === POLICY)) return
  const trusted = Object.entries(SUPPLIERS).flatMap(([key, one]) =>
    'isTrusted' in one ? [suppliers[key as SupplierKey].id] : [],
  )
  await owner.post('approval-policies', { name: POLICY, kinds: ['receipt'], ...policyRules(trusted) })
}

async function findOrAddBankAccount(stage: Stage): Promise<BankAccount> {
  const { bookkeeper } = stage.as
  const number = toIban('NO', OURSELVES.account)
  const { data } = await bookkeeper.get<Page<BankAccount>>('bank-accounts')
  const known = data.find((account) => account.number === number)
  if (known) return known
  const added = await bookkeeper.post<BankAccount>('bank-accounts', {
    name: 'Driftskonto',
    number,
    bic: 'DNBANOKK',
    currency: 'NOK',
    ledgerAccount: '1920',
  })
  await bookkeeper.post('journal-entries', {
    journal: 'opening',
    bookedOn: `${yearOf(stage.today)}-01-01`,
    description: 'Inngående balanse',
    lines: [
      { account: '1920', debit: OPENING },
      { account: '2000', credit: '200000.00' },
      { account: '2050', credit: '280000.00' },
    ],
  })
  return added
}

/** The balance with which the next statement must begin. */
export async function balanceOf({ as: { bookkeeper } }: Stage, { id }: BankAccount): Promise<string> {
  const path = `bank-accounts/${id}/statements?limit=200`
  let balance = OPENING
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more: Page<{ closingBalance: string | null }> = await bookkeeper.get(
      cursor ? `${path}&cursor=${cursor}` : path,
    )
    balance = more.data.at(-1)?.closingBalance ?? balance
    cursor = more.nextCursor
  }
  return balance
}
