import type { Locale } from '#src/kernel/locale.ts'

/** What we ourselves write into a document, in the language of the customer. */
const WORDS = {
  discount: ['Rabatt', 'Discount'],
  charge: ['Tillegg', 'Charge'],
  setOff: ['Motregnes mot faktura', 'Set off against invoice'],
  exempt: ['Unntatt fra merverdiavgift', 'Exempt from VAT'],
  reverseCharge: ['Omvendt avgiftsplikt', 'Reverse charge'],
  export: ['Utførsel, fritatt for merverdiavgift', 'Export outside the VAT area'],
  intraCommunity: ['Salg innen EU', 'Intra-Community supply'],
  outside: ['Utenfor merverdiavgiftsområdet', 'Not subject to VAT'],
} as const satisfies Record<string, readonly [string, string]>

export type DocumentWord = keyof typeof WORDS
export const documentWord = (language: Locale, name: DocumentWord): string => WORDS[name][language === 'en' ? 1 : 0]
