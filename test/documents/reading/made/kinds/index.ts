import { randomFrom } from '#test/support/random.ts'
import type { Wording } from '../draw-invoice.ts'
import { hotelBill, powerBill, tillReceipt } from './bills.ts'
import { norwegianGiro, swedishGiro, swissQrBill } from './giro.ts'
import { gstInvoice, marketInvoice } from './indian.ts'
import { danishCard, earlyDiscount, reminder, reverseCharge } from './letters.ts'
import { finnishInvoice, swedishInvoice } from './northern.ts'
import { americanBill, britishInvoice, paidOnline, twoTongues } from './online.ts'
import { type MadeDocument, type Maker, makerOf } from './sheet.ts'
import { frenchInvoice, italianInvoice, polishInvoice, spanishBill } from './southern.ts'
import { frenchTicket, fuelReceipt, gstReceipt, tippedMeal } from './tills.ts'
import { airTicket, hotelFolio, trainTicket } from './travel.ts'

const KINDS: Readonly<Record<string, (maker: Maker) => MadeDocument>> = {
  tillReceipt,
  powerBill,
  hotelBill,
  reverseCharge,
  earlyDiscount,
  reminder,
  danishCard,
  finnishInvoice,
  swedishInvoice,
  norwegianGiro,
  swedishGiro,
  swissQrBill,
  americanBill,
  britishInvoice,
  paidOnline,
  twoTongues,
  frenchInvoice,
  italianInvoice,
  polishInvoice,
  spanishBill,
  frenchTicket,
  fuelReceipt,
  gstReceipt,
  tippedMeal,
  airTicket,
  hotelFolio,
  trainTicket,
  gstInvoice,
  marketInvoice,
}
export const KIND_NAMES = Object.keys(KINDS)

/** The same document for the same number. */
export function madeDocument(kind: string, seed: number, wording: Wording): MadeDocument {
  const make = KINDS[kind]
  if (!make) throw new Error(`no kind ${kind}`)
  return make(makerOf(randomFrom(seed * 6961 + (wording === 'even' ? 1 : 2)), wording))
}
