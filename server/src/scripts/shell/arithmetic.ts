import type { ArithmeticExpression } from 'unbash';

const MAX_DEPTH = 64;

/**
 * The value of an arithmetic expression as far as constants and known variables give it; `null` otherwise.
 * Assignments are not carried out.
 */
export function evaluate(
	expression: ArithmeticExpression | undefined,
	variable: (name: string) => string | null,
	depth = 0,
): number | null {
	if (expression === undefined || depth > MAX_DEPTH) return null;
	switch (expression.type) {
		case 'ArithmeticWord':
			return numberOf(expression.value, variable);
		case 'ArithmeticGroup':
			return evaluate(expression.expression, variable, depth + 1);
		case 'ArithmeticUnary': {
			const operand = evaluate(expression.operand, variable, depth + 1);
			if (operand === null) return null;
			if (expression.operator === '-') return -operand;
			if (expression.operator === '~') return ~operand;
			if (expression.operator === '!') return operand === 0 ? 1 : 0;
			return expression.operator === '+' ? operand : null;
		}
		case 'ArithmeticBinary': {
			const left = evaluate(expression.left, variable, depth + 1);
			const right = evaluate(expression.right, variable, depth + 1);
			return left === null || right === null ? null : applied(expression.operator, left, right);
		}
		case 'ArithmeticTernary': {
			const test = evaluate(expression.test, variable, depth + 1);
			if (test === null) return null;
			return evaluate(test !== 0 ? expression.consequent : expression.alternate, variable, depth + 1);
		}
		default:
			return null;
	}
}

/** The number a word is: decimal, `0x…`, octal, `base#digits`, or a variable holding one. */
export function numberOf(text: string, variable: (name: string) => string | null): number | null {
	const word = text.trim();
	const based = /^(\d{1,2})#([\da-zA-Z]{1,16})$/.exec(word);
	if (based !== null) return finite(Number.parseInt(based[2]!, Number(based[1])));
	if (/^0x[\da-f]{1,13}$/i.test(word)) return Number.parseInt(word, 16);
	if (/^0[0-7]{1,16}$/.test(word)) return Number.parseInt(word, 8);
	if (/^-?\d{1,15}$/.test(word)) return Number(word);
	const name = /^\$?\{?([A-Za-z_]\w*)\}?$/.exec(word)?.[1];
	const value = name === undefined ? null : variable(name);
	return value === null || !/^-?\s*\d{1,15}$/.test(value) ? null : Number(value);
}

function finite(value: number): number | null {
	return Number.isFinite(value) ? value : null;
}

function applied(operator: string, left: number, right: number): number | null {
	switch (operator) {
		case '+':
			return left + right;
		case '-':
			return left - right;
		case '*':
			return finite(left * right);
		case '/':
			return right === 0 ? null : Math.trunc(left / right);
		case '%':
			return right === 0 ? null : left % right;
		case '**':
			return finite(left ** right);
		case '^':
			return left ^ right;
		case '&':
			return left & right;
		case '|':
			return left | right;
		case '<<':
			return left << right;
		case '>>':
			return left >> right;
		case '==':
			return left === right ? 1 : 0;
		case '!=':
			return left !== right ? 1 : 0;
		case '<':
			return left < right ? 1 : 0;
		case '>':
			return left > right ? 1 : 0;
		default:
			return null;
	}
}
