import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { keepHeapSmall } from '../host/node/heap';
import { nodeHost } from '../host/node/host';
import { nodePackageHost } from '../host/node/package-host';
import { startServer } from './server';

keepHeapSmall();
// The transport is chosen by the arguments: --node-ipc or --stdio.
const connection = createConnection(ProposedFeatures.all);
const pages = path.join(__dirname, '..', 'docs', 'rules', path.sep);
const host = nodePackageHost(nodeHost(connection.console), { worker: path.join(__dirname, 'worker.cjs') });
startServer(connection, host, pathToFileURL(pages).href);
