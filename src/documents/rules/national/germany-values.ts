/** Formats of the German rules, shared by Peppol's DE-R and XRechnung's BR-DE rules. */

const EMAIL =
  /^[a-zA-Z0-9!#$%&"*+/=?^_`{|}~-]+(\.[a-zA-Z0-9!#$%&"*+/=?^_`{|}~-]+)*@([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?\.)+[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?$/

/** No e-mail address is longer (RFC 5321); the pattern is not tried on anything that is. */
export const isEmail = (text: string): boolean => text.length <= 320 && EMAIL.test(text)

/** A telephone number has at least three digits. */
export const isPhone = (text: string): boolean => (text.match(/[0-9]/g) ?? []).length >= 3

const IBAN = /^[A-Z]{2}[0-9]{2}[a-zA-Z0-9]{0,30}$/

/** IBAN check as the official rule does it: letters by their code less 55, whatever their case. */
export function isGermanCheckedIban(text: string): boolean {
  const iban = text.replace(/\s/g, '')
  if (!IBAN.test(iban)) return false
  const moved = iban.slice(4) + iban.slice(0, 4)
  const digits = [...moved].map((char) => (char.charCodeAt(0) > 64 ? char.charCodeAt(0) - 55 : char)).join('')
  return BigInt(digits) % 97n === 1n
}

const SKONTO = /#(SKONTO)#TAGE=([0-9]+#PROZENT=[0-9]+\.[0-9]{2})(#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#$/

/**
 * Cash discount in payment terms: each line that starts with "#" has the form of XRechnung, and a line break follows
 * the last of them (XRechnung 3.0, BT-20).
 */
export function skontoReadable(terms: string): boolean {
  const lines = terms.split(/\r?\n/).filter((line) => line.trim().startsWith('#'))
  if (lines.length === 0) return true
  const rest = terms.split(/#.+#/).at(-1) ?? ''
  return lines.every((line) => SKONTO.test(line.trim())) && /^\s*\n/.test(rest)
}
