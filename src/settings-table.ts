import { SETTINGS } from './config.ts'

/** The README's table of settings, from the settings themselves: a test holds the README to it. */
export function settingsTable(): string {
  const rows = Object.entries(SETTINGS).map(([name, { byDefault, description }]) => {
    const preset = byDefault === '' ? '' : byDefault
    return `| \`${name}\` | ${description} | ${preset} |`
  })
  return ['| variable | what it sets | default |', '|---|---|---|', ...rows].join('\n')
}
