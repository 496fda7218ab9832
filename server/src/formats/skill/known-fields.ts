export { agentNames, type FieldInfo as KnownField, KNOWN_FIELDS } from './fields';
