/** What did not get through to another system. Norwegian (bokmål), English. */
export const TRANSFERS = {
  failedTransfers: ['Overføringer som feilet', 'Failed transfers'],
  failedRuns: ['Hentinger som feilet', 'Failed sync runs'],
  nothingFailed: ['Ingenting har feilet.', 'Nothing has failed.'],
  tries: ['forsøk', 'tries'],
  party: ['Part', 'Party'],
  receipt: ['Bilag', 'Receipt'],
  payment: ['Betaling', 'Payment'],
  faultAuth: ['Tilgangen er utløpt: koble til på nytt.', 'The access has expired: connect again.'],
  faultBusy: ['Det andre systemet ba oss vente.', 'The other system asked us to wait.'],
  faultRejected: ['Det andre systemet tok det ikke imot.', 'The other system did not take it.'],
  faultGone: ['Det finnes ikke lenger i det andre systemet.', 'It is not in the other system any more.'],
  faultConflict: ['Det finnes noe annet der fra før.', 'Something else is there already.'],
  faultSilent: ['Det andre systemet svarte ikke.', 'The other system did not answer.'],
  faultUnknown: ['Vi vet ikke om det kom fram.', 'It is not known whether it arrived.'],
  faultDiffers: ['Det som står der, er ikke det vi sendte.', 'What stands there is not what we sent.'],
} as const satisfies Record<string, readonly [string, string]>
