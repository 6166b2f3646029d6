import type { IntakeFile, IntakeView } from './intake.ts'

/** An intake as the API shows it. */
export const toWire = ({ receivedBy: { kind, name }, files, ...intake }: IntakeView) => ({
  ...intake,
  receivedBy: { kind, name },
  files: files.map(fileToWire),
})

const fileToWire = ({ intakeId: _intakeId, depth: _depth, ...file }: IntakeFile) => file
