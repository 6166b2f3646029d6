import { fold } from '../fold.ts'

/** Names of the months 1 to 12 in English, Norwegian/Danish, Swedish, German, French, Dutch, Spanish, Portuguese, Italian, Polish, Malay, and their short forms. */
const NAMES: readonly string[] = [
  'january januar januari janvier jan enero gennaio janeiro stycznia styczen gen ene sty janv jänner',
  'february februar februari fevrier feb fev febr fevr febrero febbraio fevereiro lutego luty fev lut feber',
  'march mars marts märz maart mar mrz mrt maerz marzo março marca marzec mrt mac',
  'april avril apr avr abril aprile kwietnia kwiecien kwi',
  'may mai maj mei mayo maggio maio maja mag',
  'june juni juin jun junio giugno junho czerwca czerwiec giu cze',
  'july juli juillet jul juil julio luglio julho lipca lipiec lug lip juil julai',
  'august augusti août augustus aug aou agosto sierpnia sierpien ago sie ogos',
  'september septembre sep sept septiembre settembre setembro wrzesnia wrzesien set wrz',
  'october oktober octobre oct okt octubre ottobre outubro pazdziernika pazdziernik ott out paz',
  'november novembre nov noviembre novembro listopada listopad lis',
  'december desember dezember décembre dec des dez diciembre dicembre dezembro grudnia grudzien dic gru disember',
]

export const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, index) => names.split(' ').map((name) => [fold(name), index + 1] as const)),
)
