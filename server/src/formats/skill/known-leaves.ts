import type { Tree } from '@lezer/common';
import type { Leaf } from './leaf';
import type { Block } from './model';

/** A leaf of the tree, what it says, and its blocks where it stands. */
export interface PlacedLeaf {
	readonly node: Tree;
	readonly leaf: Leaf;
	readonly start: number;
	readonly blocks: readonly Block[];
}

/** Leaves that an edit leaves behind before the next one is known again. */
const LOOK_AHEAD = 8;
/** Unknown leaves in a row after which it is cheaper to look everywhere. */
const MANY_MISSES = 16;

/** Finds leaves again by their identity. They come in the order of the text, so that most are the next one. */
export class KnownLeaves {
	private next = 0;
	private misses = 0;
	private everywhere: ReadonlyMap<Tree, number> | undefined;

	constructor(private readonly leaves: readonly PlacedLeaf[]) {}

	take(node: Tree): PlacedLeaf | undefined {
		const index = this.indexOf(node);
		if (index === undefined) {
			this.misses++;
			return undefined;
		}
		this.misses = 0;
		this.next = index + 1;
		return this.leaves[index];
	}

	private indexOf(node: Tree): number | undefined {
		const limit = Math.min(this.next + LOOK_AHEAD, this.leaves.length);
		for (let index = this.next; index < limit; index++) {
			if (this.leaves[index]?.node === node) return index;
		}
		if (this.misses < MANY_MISSES || this.leaves.length === 0) return undefined;
		this.everywhere ??= new Map(this.leaves.map((leaf, index) => [leaf.node, index]));
		return this.everywhere.get(node);
	}
}
