import { isIban, isNorwegianBban, normaliseBban, normaliseIban } from '#src/kernel/iban.ts'
import type { Locale } from '#src/kernel/locale.ts'
import type { CreditAccount, Invoice, PaymentMeans } from '../einvoice/invoice-model.ts'
import { epcCode } from './epc-code.ts'
import { said } from './said.ts'
import type { Figures } from './set-figures.ts'
import type { Fact, Payment, PaymentWay } from './sheet.ts'
import { meansWord, type SheetWord, word } from './sheet-words.ts'

/** How the invoice is paid. A KID is the reference of a payment to a Norwegian account. */
export function paymentOf(invoice: Invoice, payable: Fact, { locale, date }: Figures): Payment {
  const content = invoice.kind === 'invoice' ? codeOf(invoice) : undefined
  return {
    heading: word(locale, 'payment'),
    head: [...(invoice.kind === 'invoice' ? [payable] : []), ...said(locale, [['dueOn', date(invoice.dueOn)]])],
    ways: invoice.paymentMeans
      .map((means) => wayOf(means, invoice.payee?.name ?? invoice.supplier.name, locale))
      .filter(({ main, more }) => main.length + more.length > 0),
    terms: invoice.paymentTerms ? { label: word(locale, 'terms'), value: invoice.paymentTerms.trim() } : undefined,
    code: content === undefined ? undefined : { label: word(locale, 'scanToPay'), content },
  }
}

function codeOf({ paymentMeans, currency, declared, supplier, payee }: Invoice): string | undefined {
  const { payable } = declared
  if (!payable || currency === undefined) return undefined
  for (const { account, reference } of paymentMeans) {
    if (account?.id === undefined) continue
    const name = account.name ?? payee?.name ?? supplier.name ?? ''
    const code = epcCode({
      iban: account.id,
      bic: account.bank,
      name,
      amount: payable,
      currency,
      reference: reference ?? '',
    })
    if (code !== undefined) return code
  }
  return undefined
}

function wayOf(means: PaymentMeans, payee: string | undefined, locale: Locale): PaymentWay {
  const { code, text, reference, account, card, directDebit } = means
  const [number, ...others] = accountFacts(account)
  const isKid = number?.[0] === 'account' && norwegianAccount(account?.id ?? '') !== undefined
  const isDigits = /^\d{2,25}-?$/.test(reference ?? '')
  const cardText = [card?.network, card?.number, card?.holder].filter(Boolean).join(' ')
  return {
    main: said(locale, [
      ...(number ? [number] : []),
      [isKid && isDigits ? 'kid' : 'paymentReference', reference],
      ...others,
    ]),
    more: said(locale, [
      ['accountName', account?.name === payee ? undefined : account?.name],
      ['bank', account?.bank],
      ['card', cardText],
      ['mandate', directDebit?.mandate],
      ['debitedAccount', directDebit?.debitedAccount],
      ['means', text ?? (code && meansWord(locale, code))],
    ]),
  }
}

/** The Norwegian account number in an account; undefined for one abroad. */
function norwegianAccount(id: string): string | undefined {
  const bban = /^NO/i.test(id) && isIban(id) ? normaliseIban(id).slice(4) : normaliseBban(id)
  return isNorwegianBban(bban) ? bban : undefined
}

/** Norwegians type the account number of eleven digits; from abroad it takes the IBAN. */
function accountFacts(account: CreditAccount | undefined): (readonly [SheetWord, string])[] {
  if (account?.id === undefined) return []
  const { id, scheme } = account
  const bban = norwegianAccount(id)
  const iban = isIban(id) ? normaliseIban(id).replace(/(.{4})(?=.)/g, '$1 ') : undefined
  const inGroups = bban?.replace(/^(\d{4})(\d{2})(\d{5})$/, '$1\u00a0$2\u00a0$3')
  const other = bban === undefined && iban === undefined ? (scheme === undefined ? id : `${id} (${scheme})`) : undefined
  return [
    ...(inGroups === undefined ? [] : [['account', inGroups] as const]),
    ...(iban === undefined ? [] : [['iban', iban] as const]),
    ...(other === undefined ? [] : [['account', other] as const]),
  ]
}
