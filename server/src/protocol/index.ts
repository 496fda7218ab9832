export * from './authoring';
export type { Request } from './request';
export * from './review';
