export const conditionKinds = ['clean', 'biosafety', 'ventilation', 'power'] as const
export type ConditionKind = (typeof conditionKinds)[number]

/** Grades by kind: ISO class, biosafety level, air changes an hour, 1 for power that does not fail. */
export type Conditions = Readonly<Partial<Record<ConditionKind, number>>>

export const conditionRange: Readonly<Record<ConditionKind, readonly [number, number]>> = {
  clean: [1, 9],
  biosafety: [1, 4],
  ventilation: [1, 999],
  power: [1, 1],
}
