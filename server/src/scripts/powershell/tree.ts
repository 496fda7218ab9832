/** What every node has: its place in the text, in UTF-16 code units. */
interface Node {
	readonly start: number;
	readonly end: number;
}

export type Expression =
	| (Node & {
			readonly kind: 'text';
			readonly parts: readonly (string | Expression)[];
			/** Written with backticks where none is needed. */
			readonly disguised?: boolean;
			/** Not in quotation marks. */
			readonly bare?: boolean;
	  })
	| (Node & { readonly kind: 'variable'; readonly name: string })
	| (Node & { readonly kind: 'type'; readonly name: string })
	| (Node & {
			readonly kind: 'member';
			readonly of: Expression;
			readonly name: Expression;
			/** Absent: a property, not a call. */
			readonly arguments?: readonly Expression[];
	  })
	| (Node & { readonly kind: 'index'; readonly of: Expression; readonly index: Expression })
	| (Node & {
			readonly kind: 'binary';
			readonly operator: string;
			readonly left: Expression;
			readonly right: Expression;
	  })
	| (Node & { readonly kind: 'unary'; readonly operator: string; readonly of: Expression })
	| (Node & { readonly kind: 'list'; readonly items: readonly Expression[] })
	| (Node & { readonly kind: 'group'; readonly body: readonly Statement[] })
	| (Node & { readonly kind: 'block'; readonly body: readonly Statement[] })
	| (Node & {
			readonly kind: 'table';
			readonly entries: readonly { readonly key: string; readonly value: readonly Statement[] }[];
	  });

/** A stage of a pipeline: a command with its arguments, or an expression. */
export type Stage =
	| (Node & { readonly kind: 'command'; readonly name: Expression; readonly arguments: readonly Argument[] })
	| (Node & { readonly kind: 'expression'; readonly of: Expression });

export type Argument =
	| (Node & { readonly kind: 'parameter'; readonly name: string })
	| (Node & { readonly kind: 'value'; readonly of: Expression })
	| (Node & { readonly kind: 'redirect'; readonly to: Expression });

export interface Statement extends Node {
	/** What the result is assigned to; `+=` keeps what was there. */
	readonly target?: Expression;
	readonly adds?: boolean;
	readonly stages: readonly Stage[];
	/** Name of the function that the first block of this statement is the body of. */
	readonly defines?: string;
}
