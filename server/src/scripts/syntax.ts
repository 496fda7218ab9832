/**
 * The small language that Python, JavaScript and TypeScript are read into, so that one interpreter serves them.
 * It keeps what matters for following values: names, calls, literals, containers, control flow. Types, visibility
 * and the like are left out.
 */

/** Every node knows where it stands in the analysed text. */
export interface Place {
	readonly start: number;
	readonly end: number;
}

export interface TextNode extends Place {
	readonly kind: 'text';
	readonly value: string;
}
export interface NumberNode extends Place {
	readonly kind: 'number';
	readonly value: number;
}
/** `true`, `false`, and `null` for None, null and undefined. */
export interface ConstantNode extends Place {
	readonly kind: 'constant';
	readonly value: boolean | null;
}
export interface NameNode extends Place {
	readonly kind: 'name';
	readonly name: string;
}
export interface MemberNode extends Place {
	readonly kind: 'member';
	readonly object: Expression;
	readonly name: string;
}
export interface IndexNode extends Place {
	readonly kind: 'index';
	readonly object: Expression;
	readonly key: Expression;
}
export interface SliceNode extends Place {
	readonly kind: 'slice';
	readonly object: Expression;
	readonly from: Expression | null;
	readonly to: Expression | null;
	readonly step: Expression | null;
}
/** An argument, or an item of a list: `*a`/`...a` spread a list, `**a` a mapping. */
export interface Argument {
	readonly value: Expression;
	readonly name: string | null;
	readonly spread: 'list' | 'mapping' | null;
}
export interface CallNode extends Place {
	readonly kind: 'call';
	readonly callee: Expression;
	readonly arguments: readonly Argument[];
}
/** Operators of one precedence chain, applied from the left: `a + b - c` is one node. */
export interface BinaryNode extends Place {
	readonly kind: 'binary';
	readonly first: Expression;
	readonly rest: readonly { readonly operator: string; readonly operand: Expression }[];
}
export interface UnaryNode extends Place {
	readonly kind: 'unary';
	readonly operator: string;
	readonly operand: Expression;
}
/** f-strings, adjacent literals, template literals. */
export interface TemplateNode extends Place {
	readonly kind: 'template';
	readonly parts: readonly (string | Expression)[];
	/** What stands before the backtick in JavaScript. */
	readonly tag: Expression | null;
}
export interface ListNode extends Place {
	readonly kind: 'list';
	readonly items: readonly Argument[];
}
/** `key: null` spreads the value. */
export interface MappingNode extends Place {
	readonly kind: 'mapping';
	readonly entries: readonly { readonly key: Expression | null; readonly value: Expression }[];
}
export interface Parameter {
	/** A name, or a destructuring pattern. */
	readonly target: Expression;
	readonly fallback: Expression | null;
	readonly rest: 'list' | 'mapping' | null;
}
export interface FunctionNode extends Place {
	readonly kind: 'function';
	readonly name: string | null;
	readonly parameters: readonly Parameter[];
	readonly body: readonly Statement[];
	/** What an arrow function or lambda without a block evaluates to. */
	readonly result: Expression | null;
	readonly decorators: readonly Expression[];
	/** Reading the property calls it: `get x()`, `@property`. */
	readonly getter: boolean;
	/** `this` is that of the surrounding function. */
	readonly arrow: boolean;
}
export interface ClassNode extends Place {
	readonly kind: 'class';
	readonly name: string | null;
	readonly bases: readonly Expression[];
	/** Assignments of class attributes and definitions of methods. */
	readonly body: readonly Statement[];
	readonly decorators: readonly Expression[];
}
export interface ConditionalNode extends Place {
	readonly kind: 'conditional';
	readonly test: Expression;
	readonly options: readonly Expression[];
}
/** Assignment as an expression: `a = b`, `a += b`, `a := b`, `i++`. */
export interface AssignmentNode extends Place {
	readonly kind: 'assignment';
	readonly target: Expression;
	readonly operator: string | null;
	readonly value: Expression;
}
/** Each is evaluated; the value is the last one's. */
export interface SequenceNode extends Place {
	readonly kind: 'sequence';
	readonly items: readonly Expression[];
}
export interface ComprehensionNode extends Place {
	readonly kind: 'comprehension';
	readonly clauses: readonly {
		readonly target: Expression;
		readonly iterable: Expression;
	}[];
	readonly conditions: readonly Expression[];
	/** Set for a mapping comprehension. */
	readonly key: Expression | null;
	readonly result: Expression;
}
/** `await x`, `yield x`: the value passes through. */
export interface PassNode extends Place {
	readonly kind: 'pass';
	readonly how: 'await' | 'yield';
	readonly operand: Expression | null;
}
/** A target with a default: `{a = 1} = b`. */
export interface DefaultNode extends Place {
	readonly kind: 'default';
	readonly target: Expression;
	readonly value: Expression;
}
/** Something without a value we follow, whose parts still run. */
export interface OtherNode extends Place {
	readonly kind: 'other';
	readonly parts: readonly Expression[];
}

export type Expression =
	| TextNode
	| NumberNode
	| ConstantNode
	| NameNode
	| MemberNode
	| IndexNode
	| SliceNode
	| CallNode
	| BinaryNode
	| UnaryNode
	| TemplateNode
	| ListNode
	| MappingNode
	| FunctionNode
	| ClassNode
	| ConditionalNode
	| AssignmentNode
	| SequenceNode
	| ComprehensionNode
	| PassNode
	| DefaultNode
	| OtherNode;

export interface ExpressionStatement extends Place {
	readonly kind: 'expression';
	readonly expression: Expression;
}
export interface AssignStatement extends Place {
	readonly kind: 'assign';
	readonly targets: readonly Expression[];
	readonly operator: string | null;
	readonly value: Expression | null;
	/** Makes the names anew: in this block (`let`, `const`, a caught exception) or in the function (`var`). */
	readonly declares: 'block' | 'function' | null;
}
export interface DefineStatement extends Place {
	readonly kind: 'define';
	readonly name: string;
	readonly value: FunctionNode | ClassNode;
}
/** `if`, `switch`, `match`: one of the blocks runs, or none. */
export interface BranchStatement extends Place {
	readonly kind: 'branch';
	readonly tests: readonly Expression[];
	readonly blocks: readonly (readonly Statement[])[];
	/** One of the blocks certainly runs. */
	readonly exhaustive: boolean;
}
export interface LoopStatement extends Place {
	readonly kind: 'loop';
	readonly before: readonly Statement[];
	/** For each item of `iterable` … */
	readonly target: Expression | null;
	readonly iterable: Expression | null;
	/** `for … in` of JavaScript: the keys, not the items. */
	readonly keys: boolean;
	/** … or while `test` holds. */
	readonly test: Expression | null;
	readonly update: Expression | null;
	readonly body: readonly Statement[];
	readonly otherwise: readonly Statement[];
}
export interface TryStatement extends Place {
	readonly kind: 'try';
	readonly body: readonly Statement[];
	readonly handlers: readonly (readonly Statement[])[];
	readonly last: readonly Statement[];
}
export interface WithStatement extends Place {
	readonly kind: 'with';
	readonly items: readonly { readonly value: Expression; readonly target: Expression | null }[];
	readonly body: readonly Statement[];
}
export interface ImportStatement extends Place {
	readonly kind: 'import';
	/** As written, with the leading dots of a relative Python import. */
	readonly module: string;
	/** Place of the module's name. */
	readonly source: Place;
	/** `name: null` binds the module itself, `*` all its names; `default` the default export. */
	readonly names: readonly { readonly name: string | null; readonly alias: string }[];
}
export interface ReturnStatement extends Place {
	readonly kind: 'return';
	readonly value: Expression | null;
}
/** `global a`, `nonlocal a`. */
export interface ScopeStatement extends Place {
	readonly kind: 'scope';
	readonly names: readonly string[];
}
export interface BlockStatement extends Place {
	readonly kind: 'block';
	readonly body: readonly Statement[];
}
/** `break` out of a loop. */
export interface BreakStatement extends Place {
	readonly kind: 'break';
}

export type Statement =
	| ExpressionStatement
	| AssignStatement
	| DefineStatement
	| BranchStatement
	| LoopStatement
	| TryStatement
	| WithStatement
	| ImportStatement
	| ReturnStatement
	| ScopeStatement
	| BlockStatement
	| BreakStatement;

/** A whole text, with the places that could not be read. */
export interface Program {
	readonly body: readonly Statement[];
	readonly unread: readonly { readonly start: number; readonly end: number; readonly reason: string }[];
}
