import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { nodeHost } from '../host/node/host';
import { startServer } from './server';

// The transport is chosen by the arguments: --node-ipc or --stdio.
const connection = createConnection(ProposedFeatures.all);
const pages = path.join(__dirname, '..', 'docs', 'rules', path.sep);
startServer(connection, nodeHost(connection.console), pathToFileURL(pages).href);
