export * from './authoring';
export * from './packages';
export type { Request } from './request';
export * from './review';
