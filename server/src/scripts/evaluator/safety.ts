import type { Range } from '../../base/range';
import type { SafetyUse } from '../model';
import type { Machine } from './machine';

/** Notes that a protection is switched off. */
export function safetyOff(machine: Machine, what: SafetyUse['what'], range: Range, how: string): void {
	machine.recorder.use({ kind: 'safety-off', what, range, how, confidence: 'high' });
}
