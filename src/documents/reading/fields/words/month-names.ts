import { fold } from '../fold.ts'

/** Names of the months 1 to 12 in English, Norwegian/Danish, Swedish, German, French, Dutch, Spanish, Italian, Polish, Malay, and their short forms. */
const NAMES: readonly string[] = [
  'january januar januari janvier jan enero gennaio stycznia jänner',
  'february februar februari fevrier feb fev febr fevr febrero febbraio lutego feber',
  'march mars marts märz maart mar mrz mrt maerz marzo marca mac',
  'april avril apr avr abril aprile kwietnia',
  'may mai maj mei mayo maggio maja',
  'june juni juin jun junio giugno czerwca',
  'july juli juillet jul juil julio luglio lipca julai',
  'august augusti août augustus aug aou agosto sierpnia ogos',
  'september septembre sep sept septiembre settembre wrzesnia',
  'october oktober octobre oct okt octubre ottobre pazdziernika',
  'november novembre nov noviembre listopada',
  'december desember dezember décembre dec des dez diciembre dicembre grudnia disember',
]

export const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.split(' ').map((name) => [fold(name), index + 1] as const)),
)
