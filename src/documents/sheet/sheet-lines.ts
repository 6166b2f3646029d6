import type { AllowanceCharge, InvoiceLine } from '../einvoice/invoice-model.ts'
import type { Figures } from './set-figures.ts'
import type { LineTexts, SheetLine } from './sheet.ts'
import { categoryWord, countryWord, type SheetWord, unitWord, word } from './sheet-words.ts'

export function lineColumns({ locale }: Figures): LineTexts {
  return {
    description: word(locale, 'description'),
    quantity: word(locale, 'quantity'),
    unitPrice: word(locale, 'unitPrice'),
    vat: word(locale, 'vat'),
    net: word(locale, 'net'),
  }
}

export function sheetLine(line: InvoiceLine, figures: Figures): SheetLine {
  const { locale } = figures
  const unit = line.unit === undefined ? '' : unitWord(locale, line.unit)
  return {
    id: line.id ?? '',
    description: line.description ?? '',
    details: [...itemDetails(line, figures), ...lineDetails(line, figures)],
    quantity: [figures.quantity(line.quantity), unit].filter(Boolean).join('\u00a0'),
    unitPrice: priceOf(line, figures),
    vat: vatText(line, figures),
    net: figures.amount(line.net),
  }
}

/** The rate, and the category where it says more than the rate. */
export function vatText({ vatCode, vatRate }: Pick<InvoiceLine, 'vatCode' | 'vatRate'>, figures: Figures): string {
  const category = vatCode === undefined ? undefined : categoryWord(figures.locale, vatCode)
  const hasRate = vatRate !== undefined && (category === undefined || vatRate.units !== 0n)
  return [hasRate ? figures.percent(vatRate) : undefined, category].filter(Boolean).join(' ')
}

/** "12,50", or "12,50 per 100 stk" where the price is for more than one. */
function priceOf({ unitPrice, priceBaseQuantity, priceBaseUnit, unit }: InvoiceLine, figures: Figures): string {
  const { locale } = figures
  const base = figures.quantity(priceBaseQuantity)
  const isOne = base === '' || (base === '1' && (priceBaseUnit ?? unit) === unit)
  const baseUnit = priceBaseUnit === undefined ? '' : unitWord(locale, priceBaseUnit)
  const per = isOne ? '' : [word(locale, 'per'), base, baseUnit].filter(Boolean).join('\u00a0')
  return [figures.price(unitPrice), per].filter(Boolean).join(' ')
}

function itemDetails(line: InvoiceLine, { locale }: Figures): string[] {
  const say = (label: SheetWord, value: string | undefined) => value && `${word(locale, label)} ${value}`
  const { standardItemId, details, sellersItemId, buyersItemId, originCountry } = line
  const isGtin = standardItemId?.scheme === '0160' || standardItemId?.scheme === '0088'
  return [
    details,
    ...line.attributes.map(({ name, value }) => [name, value].filter(Boolean).join(': ')),
    [
      say('sellersItemId', sellersItemId),
      say('buyersItemId', buyersItemId),
      say(isGtin ? 'gtin' : 'standardItemId', standardItemId?.id),
      say('originCountry', originCountry && countryWord(locale, originCountry)),
    ]
      .filter(Boolean)
      .join(' · '),
    say('classification', line.classifications.map(classified).join(', ')),
  ].filter((row): row is string => row !== undefined && row !== '')
}

function classified({ code, list, listVersion }: InvoiceLine['classifications'][number]): string {
  const from = [list, listVersion].filter(Boolean).join(' ')
  return from === '' ? code : `${code} (${from})`
}

function lineDetails(line: InvoiceLine, figures: Figures): string[] {
  const { locale } = figures
  const say = (label: SheetWord, value: string | undefined) => value && `${word(locale, label)} ${value}`
  const { object } = line
  return [
    line.note,
    line.role && word(locale, line.role === 'group' ? 'gathers' : 'informs'),
    say('partOf', line.parentId),
    say('period', figures.period(line.period)),
    [
      say('orderLine', line.orderLine),
      say('accountingCost', line.accountingCost),
      say('invoicedObject', object && (object.scheme === undefined ? object.id : `${object.id} (${object.scheme})`)),
    ]
      .filter(Boolean)
      .join(' · '),
    listPrice(line, figures),
    ...line.charges.map((one) => adjustmentText(one, 'charge', figures)),
    ...line.allowances.map((one) => adjustmentText(one, 'allowance', figures)),
  ].filter((row): row is string => row !== undefined && row !== '')
}

function listPrice({ grossPrice, priceDiscount }: InvoiceLine, figures: Figures): string {
  const gross = grossPrice && `${word(figures.locale, 'listPrice')} ${figures.price(grossPrice)}`
  const less = priceDiscount && `${word(figures.locale, 'priceDiscount')} ${figures.price(priceDiscount)}`
  return [gross, less].filter(Boolean).join(', ')
}

/** "Rabatt: Kampanje, 10 % av 1 250,00: −125,00". */
export function adjustmentText(one: AllowanceCharge, kind: 'allowance' | 'charge', figures: Figures): string {
  const { label, sum } = adjustment(one, kind, figures)
  return `${label}: ${sum}`
}

/** What an allowance or charge is for and how it came about, and its amount with the sign that it counts with. */
export function adjustment(
  { amount, baseAmount, percent, reason, reasonCode, vatCode, vatRate }: AllowanceCharge,
  kind: 'allowance' | 'charge',
  figures: Figures,
): { label: string; sum: string } {
  const { locale } = figures
  const why = reason === word(locale, kind) ? undefined : (reason ?? (reasonCode && `(${reasonCode})`))
  const share = [
    percent && figures.percent(percent),
    baseAmount && `${word(locale, 'of')} ${figures.amount(baseAmount)}`,
  ].filter(Boolean)
  const vat = vatCode === undefined ? '' : `${word(locale, 'vat')} ${vatText({ vatCode, vatRate }, figures)}`
  const facts = [why, share.join(' '), vat].filter(Boolean).join(', ')
  const signed = amount && (kind === 'allowance' ? { ...amount, units: -amount.units } : amount)
  return {
    label: facts === '' ? word(locale, kind) : `${word(locale, kind)}: ${facts}`,
    sum: figures.amount(signed),
  }
}
