import type { BuildOptions } from 'esbuild';

export const WORKER_BUNDLES: Readonly<Record<string, BuildOptions>>;
