/** What the official rules say of an e-invoice. Norwegian (bokmål), English. */
export const VALIDATION = {
  judgeTitle: ['Er e-fakturaen gyldig?', 'Is the e-invoice valid?'],
  judgeWhat: [
    'Velg en e-faktura i UBL eller CII (Peppol BIS 3, EHF 3, XRechnung), eller en PDF med den inni (Factur-X, ZUGFeRD). Den blir ikke lagret.',
    'Pick an e-invoice in UBL or CII (Peppol BIS 3, EHF 3, XRechnung), or a PDF that has it inside (Factur-X, ZUGFeRD). It is not kept.',
  ],
  judgeFile: ['E-faktura', 'E-invoice'],
  judgeAct: ['Vurder', 'Judge'],
  judgeAnother: ['Vurder en til', 'Judge another one'],
  officialRules: ['Offisielle regler', 'Official rules'],
  openRules: ['Vis hva de sier', 'See what they say'],
  ruleSets: ['Regelsett', 'Rule sets'],
  profileOfInvoice: ['Profil', 'Profile'],
  isValid: [
    'Gyldig: ingen av reglene er brutt så den må avvises.',
    'Valid: no rule is broken for which it must be refused.',
  ],
  isInvalid: ['Ikke gyldig: mottakere kan avvise den.', 'Not valid: receivers may refuse it.'],
  nothingFired: ['Ingen regel er brutt.', 'No rule is broken.'],
  ruleFatal: ['avvises', 'refused'],
  ruleWarning: ['varsel', 'warning'],
} as const satisfies Record<string, readonly [string, string]>
