/**
 * Keys for people who work fast: j and k walk the rows, Enter opens, every element with data-key is pressed by its
 * letter, ? shows them all. The pages work without it.
 */
const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[data-row]')]
let at = -1

function walk(step: number): void {
  const all = rows()
  if (all.length === 0) return
  all[at]?.removeAttribute('data-at')
  at = Math.max(0, Math.min(all.length - 1, at + step))
  const row = all[at]
  row?.setAttribute('data-at', '')
  row?.scrollIntoView({ block: 'nearest' })
}

function open(): void {
  const row = rows()[at]
  const link = row?.matches('a') ? row : row?.querySelector<HTMLElement>('a')
  link?.click()
}

function press(key: string): boolean {
  const target = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)
  if (!target) return false
  if (target.matches('input, textarea')) target.focus()
  else target.click()
  return true
}

function showKeys(): void {
  document.querySelector<HTMLDialogElement>('dialog#keys')?.showModal()
}

document.addEventListener('keydown', (event) => {
  const target = event.target as HTMLElement
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (target.matches('input, textarea, select')) {
    if (event.key === 'Escape') target.blur()
    return
  }
  const acts: Record<string, () => void> = { j: () => walk(1), k: () => walk(-1), '?': showKeys, Enter: open }
  if (event.key === 'Enter' && (target.matches('a, button, summary') || at < 0)) return
  const act = acts[event.key]
  if (act) act()
  else if (!press(event.key)) return
  event.preventDefault()
})
