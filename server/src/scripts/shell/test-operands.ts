import type { TestExpression, Word } from 'unbash';

/** The words that a `[[ … ]]` compares, in order. The grammar bounds the depth. */
export function* operandsOf(expression: TestExpression): Iterable<Word> {
	switch (expression.type) {
		case 'TestUnary':
			yield expression.operand;
			return;
		case 'TestBinary':
			yield expression.left;
			yield expression.right;
			return;
		case 'TestLogical':
			for (const operand of expression.operands) yield* operandsOf(operand);
			return;
		case 'TestNot':
			yield* operandsOf(expression.operand);
			return;
		case 'TestGroup':
			yield* operandsOf(expression.expression);
	}
}
