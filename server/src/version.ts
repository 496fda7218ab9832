import packageJson from '../../package.json';

/** Version of the program and of its rule set. */
export const VERSION: string = packageJson.version;
