import type { JsonNode } from '../../formats/json/model';
import type { ConfigReader } from './model';
import { below, textOf, textsOf } from './nodes';

/** What a mounted path of the host gives a container; `null` when it is no special one. */
export function mountOf(source: string): { readonly what: string; readonly serious: boolean } | null {
	const path = source.replace(/^(?:\$\{?HOME\}?|~)(?=\/|$)/, '/root').replace(/(?<=.)\/+$/, '');
	if (/\/(?:docker|containerd|crio|podman)(?:\/[\w.]+)?\.sock$/.test(path))
		return {
			what: `the container engine’s socket (${source}), which is control of the host`,
			serious: false,
		};
	if (path === '/' || /^\/(?:etc\/(?:shadow|sudoers|passwd)|proc|sys|dev|boot|var\/lib\/docker)$/.test(path))
		return { what: `“${source}” of the host`, serious: true };
	if (/^\/(?:root|home\/[^/]+)?\/?(?:\.ssh|\.aws|\.gnupg|\.kube|\.config\/gcloud)(?:\/|$)/.test(path))
		return { what: `the host’s keys in “${source}”`, serious: true };
	if (path === '/etc' || path === '/root') return { what: `“${source}” of the host`, serious: true };
	return null;
}

export const readCompose: ConfigReader = (root, _text, found) => {
	const say = (node: JsonNode | undefined, what: string, serious: boolean): void => {
		if (node !== undefined)
			found.settings.push({ fact: { kind: 'container', what, serious }, range: node.range });
	};
	for (const { value: service } of below(root, 'services')?.members ?? []) {
		const privileged = below(service, 'privileged');
		if (privileged?.value === true) say(privileged, 'every privilege of the host (privileged)', false);
		for (const key of ['pid', 'ipc', 'network_mode']) {
			const node = below(service, key);
			if (textOf(node) === 'host' && key !== 'network_mode') say(node, `the host’s ${key} space`, false);
		}
		const capabilities = below(service, 'cap_add');
		if (textsOf(capabilities).some(name => /^(?:ALL|SYS_ADMIN|CAP_SYS_ADMIN|SYS_MODULE)$/i.test(name)))
			say(capabilities, 'capabilities that rule the host', false);
		for (const volume of below(service, 'volumes')?.items ?? []) {
			const source = textOf(volume)?.split(':')[0] ?? textOf(below(volume, 'source'));
			const mount = source === undefined ? null : mountOf(source);
			if (mount) say(volume, mount.what, mount.serious);
		}
	}
};
