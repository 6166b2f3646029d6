/** What comes in, and how. Norwegian (bokmål), English. */
export const INTAKE = {
  newReceipt: ['Nytt bilag', 'New receipt'],
  takePhoto: ['Ta bilde', 'Take a photo'],
  takeAnother: ['Ta neste bilde', 'Take the next one'],
  remove: ['Fjern', 'Remove'],
  severalPictures: ['Flere bilder', 'Several pictures'],
  eachItsOwn: ['Hvert bilde er et bilag', 'Each is a receipt of its own'],
  pagesOfOne: ['Bildene er sider av samme bilag', 'They are the pages of one receipt'],
  asTheyCame: ['Filene slik de kom:', 'The files as they came:'],
  pickFiles: ['Eller velg filer', 'Or pick files'],
  pickFilesHint: [
    'Bilder, PDF, e-faktura eller ZIP. Flere på én gang går bra.',
    'Photos, PDF, e-invoices or ZIP. Several at once are fine.',
  ],
  whatIsIt: ['Hva er det?', 'What is it?'],
  isExpense: ['Utlegg eller kvittering', 'Expense or receipt'],
  isInvoice: ['Faktura fra leverandør', 'Invoice of a supplier'],
  send: ['Send inn', 'Send'],
  sending: ['Sender …', 'Sending …'],
  cameIn: ['Kom inn', 'Came in'],
  openReceipt: ['Åpne bilaget', 'Open the receipt'],
  beforeReceipt: ['Fantes fra før', 'Was there before'],
  another: ['Legg til flere', 'Add more'],
  stillSorting: [
    'Filene er mottatt og leses nå; siden viser resultatet straks.',
    'The files are kept and being read; this page shows the result in a moment.',
  ],
} as const satisfies Record<string, readonly [string, string]>
