export { VERDICT_WORDS } from '../../verdict/model';
