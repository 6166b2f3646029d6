/**
 * While somebody codes a receipt: the name of the account, what is left of a split line, and what the lines with their
 * VAT add up to beside what the document says. Without it the form does the same when it is kept.
 */
const coding = document.querySelector<HTMLFormElement>('form.coding')

/** Amounts are counted in units of this part of one. */
const SCALE = 4
const ONE = 10n ** BigInt(SCALE)

/** "1 250,50" in ten thousandths; undefined for what is no figure. */
function unitsOf(text: string): bigint | undefined {
  const match = /^(-?)(\d{1,15})(?:\.(\d{1,4}))?0*$/.exec(
    text.replace(/\s/g, '').replace(',', '.').replace('\u2212', '-'),
  )
  if (!match) return undefined
  const [, sign, whole = '', part = ''] = match
  const units = BigInt(whole) * ONE + BigInt(part.padEnd(SCALE, '0'))
  return sign === '-' ? -units : units
}

/** To whole hundredths, halves away from zero, as the books do it. */
const rounded = (units: bigint, divisor: bigint): bigint => {
  const [positive, half] = [units < 0n ? -units : units, divisor / 2n]
  const whole = (positive + half) / divisor
  return units < 0n ? -whole : whole
}

/** As the page writes figures: with the mark of its language and groups of three. */
function shown(hundredths: bigint): string {
  const digits = (hundredths < 0n ? -hundredths : hundredths).toString().padStart(3, '0')
  const isEnglish = document.documentElement.lang === 'en'
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, isEnglish ? ',' : '\u202f')
  return `${hundredths < 0n ? '\u2212' : ''}${whole}${isEnglish ? '.' : ','}${digits.slice(-2)}`
}

const rowsIn = (form: HTMLFormElement): HTMLElement[] => [...form.querySelectorAll<HTMLElement>('fieldset.row')]
const inputIn = (row: HTMLElement, name: string) =>
  row.querySelector<HTMLInputElement | HTMLSelectElement>(`[name^="${name}"]`)
const netOf = (row: HTMLElement): bigint => unitsOf(inputIn(row, 'net')?.value ?? '') ?? 0n

function nameAccount(row: HTMLElement): void {
  const number = inputIn(row, 'account')?.value.trim().split(/\s/)[0] ?? ''
  const option = document.querySelector(`#accounts option[value="${CSS.escape(number)}"]`)
  const place = row.querySelector('[data-account-name]')
  if (place) place.textContent = option?.textContent?.slice(number.length).trim() ?? ''
}

/** What the shares of a split line leave of it, said at the last of them. */
function tellRests(rows: readonly HTMLElement[]): void {
  for (const [key, shares] of Map.groupBy(rows, ({ dataset }) => dataset.line ?? '')) {
    if (key === '' || shares.length < 2) continue
    const rest = shares.reduce((left, row) => left - netOf(row), unitsOf(shares[0]?.dataset.whole ?? '') ?? 0n)
    shares.forEach((row, index) => {
      const place = row.querySelector<HTMLElement>('[data-rest]')
      const isTold = rest !== 0n && index === shares.length - 1
      if (place) place.textContent = isTold ? `${place.dataset.rest} ${shown(rounded(rest, 100n))}` : ''
    })
  }
}

/** Percent in ten thousandths: of the chosen code, else of the line as it was read. */
function rateOf(row: HTMLElement): bigint {
  const chosen = row.querySelector<HTMLSelectElement>('[name^="vatCode"]')?.selectedOptions[0]?.dataset.rate
  return unitsOf(chosen ?? row.dataset.rate ?? '') ?? 0n
}

/** Into the column of the totals that follows from the lines; VAT is rounded once for each rate. */
function tellTotals(rows: readonly HTMLElement[]): void {
  const net = rows.reduce((total, row) => total + netOf(row), 0n)
  let vat = 0n
  for (const [rate, some] of Map.groupBy(rows, rateOf)) {
    const base = some.reduce((total, row) => total + netOf(row), 0n)
    vat += rounded(base * rate, ONE * 100n * 100n)
  }
  const sums = { net: rounded(net, 100n), vat, gross: rounded(net, 100n) + vat, payable: rounded(net, 100n) + vat }
  for (const [name, sum] of Object.entries(sums)) {
    const cell = document.querySelector<HTMLElement>(`[data-computed="${name}"]`)
    if (!cell) continue
    cell.textContent = shown(sum)
    const said = unitsOf(cell.dataset.declared ?? '')
    cell.classList.toggle('doubt', said !== undefined && said !== sum * 100n)
  }
}

function tell(form: HTMLFormElement): void {
  const rows = rowsIn(form)
  tellRests(rows)
  if (form.classList.contains('live')) tellTotals(rows)
}

if (coding) {
  tell(coding)
  coding.addEventListener('input', ({ target }) => {
    const row = (target as Element).closest<HTMLElement>('fieldset.row')
    if (row) nameAccount(row)
    tell(coding)
  })
  coding.addEventListener('click', ({ target }) => {
    const button = (target as Element).closest<HTMLElement>('[data-fill-account]')
    const row = button?.closest<HTMLElement>('fieldset.row')
    if (!button || !row) return
    const [account, vat] = [inputIn(row, 'account'), inputIn(row, 'vatCode')]
    if (account) account.value = button.dataset.fillAccount ?? ''
    if (vat) vat.value = button.dataset.fillVat ?? ''
    nameAccount(row)
    tell(coding)
    account?.focus()
  })
}
