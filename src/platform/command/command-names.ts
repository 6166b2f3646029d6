const NAMES = new Set<string>()

/** Notes that there is a command of this name. */
export const nameCommand = (name: string): void => void NAMES.add(name)

/** The names of all commands of the rooms that are loaded: each may stand in the audit log. */
export const commandNames = (): ReadonlySet<string> => NAMES
