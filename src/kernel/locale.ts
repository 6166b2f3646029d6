/** The languages that Bilag speaks: Norwegian (bokmål) and English. */
export const LOCALES = ['nb', 'en'] as const
export type Locale = (typeof LOCALES)[number]

export const isLocale = (text: unknown): text is Locale => LOCALES.some((locale) => locale === text)

/** The language of a locale such as "en-GB"; Norwegian unless it is English. */
export const localeOf = (text: string): Locale => (text.startsWith('en') ? 'en' : 'nb')

const NORWEGIAN = new Set(['nb', 'no', 'nn', 'da', 'sv'])

/**
 * What a reader asks for with Accept-Language (RFC 9110, 12.5.4): the first by weight that we speak, where Danish and
 * Swedish readers are served in Norwegian. Undefined when nothing is asked for that we have.
 */
export function acceptedLocale(header: string | undefined): Locale | undefined {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((range) => {
      const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
      const weight = parameters.map((one) => /^\s*q=([\d.]+)\s*$/.exec(one)?.[1]).find((one) => one !== undefined)
      return { language: tag.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  for (const { language } of wanted) {
    if (language === 'en') return 'en'
    if (NORWEGIAN.has(language)) return 'nb'
  }
  return undefined
}
