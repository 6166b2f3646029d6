import { EN16931_LISTS } from '../code-lists.ts'

export const CIUS = 'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0'
export const EXTENSION = `${CIUS}#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0`
/** Clean Vehicles Directive (EU) 2019/1161. */
export const CVD = `${CIUS}#compliant#urn:xeinkauf.de:kosit:xrechnung:cvd_0.9`

export const TYPES = ['326', '380', '384', '389', '381', '875', '876', '877']
/** Categories under which VAT, or the reason for none, has to be traced to the seller. */
export const TAXED = ['S', 'Z', 'E', 'AE', 'K', 'G', 'L', 'M']

/** No e-mail address is longer (RFC 5321); the pattern is not tried on anything that is. */
export const isEmail = (text: string): boolean => text.length <= 320 && /^[^@\s]+@([^@.\s]+\.)+[^@.\s]+$/.test(text)
export const isUrl = (text: string): boolean => /^[a-zA-Z][a-zA-Z0-9+.-]+:/.test(text)

const TERM = /^#([A-Z]+)#TAGE=[0-9]+#PROZENT=[0-9]+\.[0-9]{2}(#BASISBETRAG=-?[0-9]+\.[0-9]{2})?#$/

/** Each line that starts with "#" has the form of one of the kinds of terms, and a line break follows the last of them (BT-20). */
export function skontoReadable(terms: string, kinds: readonly string[]): boolean {
  const lines = terms.split(/\r?\n/).filter((line) => line.trim().startsWith('#'))
  if (lines.length === 0) return true
  const rest = terms.split(/#.+#/).at(-1) ?? ''
  return lines.every((line) => kinds.includes(TERM.exec(line.trim())?.[1] ?? '')) && /^\s*\n/.test(rest)
}

/** Code lists of the extension: those of EN 16931, and the codes for digital health applications. */
const withHealthCodes = (list: string): ReadonlySet<string> => new Set([...EN16931_LISTS(list), 'XR01', 'XR02', 'XR03'])
export const ICD = withHealthCodes('icd')
export const EAS = withHealthCodes('eas')
export const MEDIA_TYPE_XML = 'application/xml'

export const CLASSIFICATIONS: ReadonlySet<string> = new Set([...EN16931_LISTS('itemClassification'), 'CVD'])
export const VEHICLES = ['M1', 'M2', 'M3', 'N1', 'N2', 'N3']
export const VEHICLE_KINDS = ['clean', 'zero-emission', 'other']
