import type { Company } from '#src/companies/index.ts'
import { isIban, isNorwegianBban } from '#src/kernel/iban.ts'
import { fail } from '#src/kernel/problem.ts'
import { SELLER_SETTINGS } from './seller-settings.ts'

type Setting = keyof typeof SELLER_SETTINGS

/** Of an address of a street or a name; what an invoice has room for. */
const TEXT_MAX = 200

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= TEXT_MAX

interface Rule {
  readonly isKept: (value: unknown) => boolean
  readonly message: string
}

const TEXT: Rule = { isKept: isText, message: `Write a text of ${TEXT_MAX} letters at the most.` }
const CLAIM: Rule = { isKept: (value) => typeof value === 'boolean', message: 'Write true or false.' }
const textThat = (isKept: (text: string) => boolean, message: string): Rule => ({
  isKept: (value) => isText(value) && (value.trim() === '' || isKept(value.trim())),
  message,
})

const RULES: Readonly<Record<Setting, Rule>> = {
  street: TEXT,
  additionalStreet: TEXT,
  postalCode: TEXT,
  city: TEXT,
  bankAccount: textThat(
    (text) => isIban(text) || isNorwegianBban(text),
    'Write an IBAN, or a Norwegian account number; a check digit is wrong.',
  ),
  isVatRegistered: CLAIM,
  // EN 16931 BR-CO-09: the prefix says by which country it was given.
  vatNumber: textThat(
    (text) => /^[A-Z]{2}[0-9A-Z .-]{2,20}$/.test(text),
    'Write the VAT number with its country, "NO991825827MVA".',
  ),
  // Schemes are codes of the EAS list: four digits, or two letters for some that are no numbers.
  endpoint: textThat((text) => /^([0-9]{4}|[A-Z]{2}):\S{1,100}$/.test(text), 'Write scheme and id, "0192:991825827".'),
  email: textThat((text) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text), 'Write a mail address.'),
  contact: TEXT,
  // XRechnung, BR-DE-27.
  phone: textThat((text) => /^[^a-z]{3,40}$/i.test(text) && /\d.*\d.*\d/.test(text), 'Write a phone number.'),
  isInForetaksregisteret: CLAIM,
  kidMethod: { isKept: (value) => value === 'mod10' || value === 'mod11', message: 'Write mod10 or mod11.' },
}

/** What a company says of itself as a seller. Fails with `invoice_seller_invalid`, which names every such setting. */
export function judgeSeller({ settings }: Pick<Company, 'settings'>, changed: ReadonlySet<string>): void {
  const errors = (Object.keys(RULES) as Setting[]).flatMap((setting) => {
    const name = SELLER_SETTINGS[setting]
    const value = settings[name]
    const { isKept, message } = RULES[setting]
    if (!changed.has(name) || value === undefined || isKept(value)) return []
    return [{ pointer: `/settings/${name}`, code: 'invoice_seller_invalid', message }]
  })
  const [first] = errors
  if (!first) return
  fail('invoice_seller_invalid', `${first.pointer.split('/').at(-1)}: ${first.message}`, { errors })
}
