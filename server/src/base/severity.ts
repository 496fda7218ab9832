/** Severities, most serious first. `critical` and `high` block; `medium` asks for review. */
export const SEVERITIES = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CONFIDENCES = ['high', 'medium', 'low'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** Whether `severity` is at least as serious as `threshold`. */
export function atLeast(severity: Severity, threshold: Severity): boolean {
	return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

/** The severity `steps` levels milder, at mildest `info`. */
export function milder(severity: Severity, steps: number): Severity {
	const index = Math.min(SEVERITIES.indexOf(severity) + steps, SEVERITIES.length - 1);
	return SEVERITIES[index] as Severity;
}
