import { isKid } from '#src/kernel/kid.ts'
import { isQrReference } from '#src/kernel/qr-reference.ts'
import { isViite } from '#src/kernel/viite.ts'
import type { Choice } from './choice.ts'
import { bestIdentifier, type Identifier, labelled, type Reader, search } from './identifier.ts'
import type { Scene } from './scene.ts'

export const KID = /(?<![\p{L}\d]|[\p{L}\d][-/.])\d(?:[\s]?\d){1,24}-?(?![\p{L}\d]|[/.][\p{L}\d])/gu
/** The line of a Danish giro card: "+71<000000012345678 +87654321<": kind of card, payment id, creditor. */
const CARD = /\+\s?7[135]\s?<\s?(\d{14,16})\s?\+\s?\d{8}\s?</gu
/** The reference of a Swiss QR bill, in groups of five. */
const QR = /(?<!\d)\d{2}(?:\s?\d{5}){5}(?!\d)/gu
const readQr: Reader = (printed) => {
  const value = printed.replace(/\s/g, '')
  return isQrReference(value) ? value : undefined
}
const STRUCTURED = /\+{3}\d{3}\/\d{4}\/\d{5}\+{3}|\bRF\d{2}(?:\s?[A-Z\d]{1,4}){1,6}\b/gu
/** Words after "payment reference" in countries whose reference is no number with a check digit. */
const FREE = /(?<![\p{L}\d])(?:\p{L}+[-/])*[\p{L}\d]*\d[\p{L}\d]*(?:[-/][\p{L}\d]+)*(?![\p{L}\d])/gu

const FINNISH = /(?<!\p{L})(?:viite|y-tunnus|lasku)/iu

/** The payer's reference: a KID or viitenumero (check digit), a structured reference, the line of a giro card, else what stands beside its label. */
export function choosePaymentReference(scene: Scene): Choice<Identifier> | undefined {
  const digits: Reader = (printed) => printed.replace(/\s/g, '')
  const readCard: Reader = (printed) => /<\s?(\d+)/u.exec(printed)?.[1]
  const isFinnish = scene.rows.some(({ row }) => FINNISH.test(row.text))
  return bestIdentifier([
    ...search(scene, STRUCTURED, digits, () => 8),
    ...search(scene, CARD, readCard, () => 8),
    ...search(scene, QR, readQr, () => 8),
    ...labelled(['kid'], scene, KID, digits, (says, value) =>
      says('kid') ? (isKid(value) || (isFinnish && isViite(value)) ? 8 : 3) + Math.min(value.length, 12) / 12 : 0,
    ),
    ...labelled(
      ['kid'],
      scene,
      FREE,
      (printed) => printed,
      (says, value) => (value.length > 3 && says('kid') ? 2.5 : 0),
    ),
  ])
}
