import { z } from 'zod'
import { accountKey } from '#src/kernel/iban.ts'
import { attempt, Company, type Drive, Identified } from './drive.ts'
import { namedAccounts } from './named-accounts.ts'
import { ratesOf } from './rates.ts'

const AccountRow = z.object({ number: z.string(), role: z.string().nullable(), isActive: z.boolean() })
const Policy = z.object({ status: z.string(), kinds: z.array(z.string()) })
const Rate = z.object({ currency: z.string() })
const BankAccount = z.object({ id: z.string(), number: z.string() })

/** What the rest of the drive needs to know of the company. */
export interface Prepared {
  readonly company: Company
  /** Accounts of the chart in use, and the one that the system posts on for each role. */
  readonly accounts: ReadonlySet<string>
  readonly roles: ReadonlyMap<string, string>
  /** Ids of the bank accounts by the key of their number. */
  readonly bankAccounts: ReadonlyMap<string, string>
}

/**
 * Gives the company what the year needs and it has not: accounts that the invoices name, an approval policy, bank
 * accounts, exchange rates. What it has already stays as it is.
 */
export async function prepareCompany(drive: Drive): Promise<Prepared> {
  const company = await drive.api.get('', Company)
  const { accounts, roles } = await prepareAccounts(drive)
  await preparePolicy(drive)
  await prepareRates(drive, company)
  return { company, accounts, roles, bankAccounts: await prepareBankAccounts(drive, company) }
}

async function prepareAccounts(drive: Drive): Promise<Pick<Prepared, 'accounts' | 'roles'>> {
  const chart = await drive.api.all('/accounts', AccountRow)
  const known = new Set(chart.map(({ number }) => number))
  const accounts = new Set(chart.filter(({ isActive }) => isActive).map(({ number }) => number))
  for (const account of namedAccounts(drive.year)) {
    if (known.has(account.number)) continue
    const made = await attempt(drive, account.file, () =>
      drive.api.send(
        'POST',
        '/accounts',
        { number: account.number, name: account.name, type: account.type },
        Identified,
      ),
    )
    if (made) accounts.add(account.number)
  }
  const roles = new Map(chart.flatMap(({ number, role }) => (role === null ? [] : [[role, number] as const])))
  return { accounts, roles }
}

/** Somebody's own rules for receipts are followed; only where there are none, nobody is asked. */
async function preparePolicy({ api }: Drive): Promise<void> {
  const policies = await api.all('/approval-policies', Policy)
  if (policies.some(({ status, kinds }) => status === 'active' && kinds.includes('receipt'))) return
  const rules = [{ name: 'Everything', above: { autoApprove: true } }]
  await api.send('POST', '/approval-policies', { name: 'Automatic approval', kinds: ['receipt'], rules }, Identified)
}

/** A currency for which the company has set rates itself is left to it. */
async function prepareRates(drive: Drive, { baseCurrency }: Company): Promise<void> {
  const own = new Set((await drive.api.all('/exchange-rates', Rate)).map(({ currency }) => currency))
  for (const rate of ratesOf(drive.year, baseCurrency)) {
    if (own.has(rate.currency)) continue
    await attempt(drive, rate.source, () => drive.api.send('PUT', '/exchange-rates', rate, Rate))
  }
}

async function prepareBankAccounts(drive: Drive, { baseCurrency }: Company): Promise<Map<string, string>> {
  const own = await drive.api.all('/bank-accounts', BankAccount)
  const byKey = new Map(own.map(({ id, number }) => [accountKey(number), id]))
  for (const { name: file, content } of drive.year.statements) {
    for (const { account, currency } of content.statements) {
      if (account.number === null || byKey.has(accountKey(account.number))) continue
      const name = account.name ?? `Bank account ${account.number}`
      const body = { name, number: account.number, currency: currency ?? baseCurrency }
      const made = await attempt(drive, file, () => drive.api.send('POST', '/bank-accounts', body, Identified))
      if (made) byKey.set(accountKey(account.number), made.id)
    }
  }
  return byKey
}
