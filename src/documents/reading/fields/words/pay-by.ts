/** Words of paying, as parts of words: "zahlbar", "betalingsfrist", "please remit". */
const PAY =
  /zahl|ueberweis|überweis|begleich|remit|\bpay|betal|r[ée]gl|voldoe|over te maken|maksa|indbetal|innbetal|forfall|due\b/iu

/** What stands right before the last day to pay. */
const UNTIL =
  /(?<!\p{L})(?:bis(?:\s+(?:zum|spätestens(?:\s+(?:zum|am))?))?|spätestens\s+(?:am|bis(?:\s+zum)?)|until|till|by|before|no later than|not later than|on or before|innen|senest(?:\s+den)?|senast(?:\s+den)?|avant(?:\s+le)?|au plus tard(?:\s+le)?|jusqu['’]au|uiterlijk(?:\s+op)?|vóór|viimeistään)\s*:?\s*$/iu

/** A day until which less is to be paid is not the last one. */
const REDUCED = /skonto|discount|rabat|escompte|korting|kassa|kontantrabat|abz[uü]gl|%/iu

/** "Payments received by 4 March are taken into account" says how far the books were kept, not when to pay. */
const BOOKED =
  /ber[uü]cksichtigt|eingegangen|verbucht|erfasst|received|taken into account|recorded|registrer|medtatt|hensyn|mottatt|mottagn|bokf[oö]rt|beaktat|medtaget|modtaget|pris en compte|enregistr|verwerkt|ontvangen|huomioitu/iu

/** How far back a sentence about paying is read. */
const CLAUSE = 90

const PARTS = /,\s|;|\.\s/

/** What the words around a date say of the day to pay: that it is it, that it is the end of a discount or of what was booked, or nothing. */
export function payBy(before: string, after: string, rowBefore: string): 'due' | 'discount' | 'booked' | undefined {
  if (!UNTIL.test(before)) return undefined
  const [own, next] = [before.slice(-CLAUSE).split(PARTS).at(-1) ?? '', after.slice(0, CLAUSE).split(PARTS)[0] ?? '']
  if (REDUCED.test(`${own} ${next}`)) return 'discount'
  if (BOOKED.test(`${own} ${next}`)) return 'booked'
  return PAY.test(before) || PAY.test(rowBefore.slice(-CLAUSE)) ? 'due' : undefined
}
