import { DOTTED, HARD, SPACED, type Tongue } from './tongue.ts'
import { WESTERN } from './western-tongues.ts'

/** What all invoices below share; their labels are in languages that no word table has. */
const [BASE] = WESTERN
if (!BASE) throw new Error('there are tongues')

const both = (text: string): string[] => [text, text]

const HUNGARIAN: Tongue = {
  ...BASE,
  number: both('Számla sorszáma'),
  creditNumber: both('Jóváíró sorszáma'),
  issuedOn: both('Kelte'),
  dueOn: both('Fizetési határidő'),
  customerNumber: both('Vevőkód'),
  orderNumber: both('Rendelési szám'),
  ourReference: both('Ügyintéző'),
  paymentReference: both('Közlemény'),
  account: both('Számlaszám'),
  net: both('Nettó összesen'),
  vat: both('ÁFA % %'),
  gross: both('Fizetendő végösszeg'),
  dates: ['dots'],
  amounts: [SPACED],
}

const TURKISH: Tongue = {
  ...BASE,
  number: both('Fatura sıra'),
  creditNumber: both('İade sıra'),
  issuedOn: both('Düzenleme tarihi'),
  dueOn: both('Vade'),
  customerNumber: both('Müşteri kodu'),
  orderNumber: both('Sipariş'),
  ourReference: both('Temsilci'),
  paymentReference: both('Açıklama'),
  account: both('Hesap'),
  net: both('Ara toplam'),
  vat: both('KDV % %'),
  gross: both('Ödenecek tutar'),
  dates: ['dots'],
  amounts: [DOTTED],
}

const CZECH: Tongue = {
  ...BASE,
  number: both('Doklad číslo'),
  creditNumber: both('Dobropis číslo'),
  issuedOn: both('Vystaveno dne'),
  dueOn: both('Splatnost'),
  customerNumber: both('Odběratel č.'),
  orderNumber: both('Objednávka'),
  ourReference: both('Vyřizuje'),
  paymentReference: both('Variabilní symbol'),
  account: both('Účet'),
  net: both('Základ celkem'),
  vat: both('DPH % %'),
  gross: both('K úhradě'),
  dates: ['dots'],
  amounts: [HARD],
}

/** Invoices that are read badly until somebody corrects them. */
export const FOREIGN: readonly Tongue[] = [HUNGARIAN, TURKISH, CZECH]
