/** Hosts of registries, of mirrors run by known institutions, and of projects that publish their own builds. */
const KNOWN = new Set(
	`pypi.org pypi.python.org test.pypi.org files.pythonhosted.org registry.npmjs.org registry.npmjs.com registry.yarnpkg.com
	npm.pkg.github.com npm.jsr.io npm.fontawesome.com download.pytorch.org pypi.nvidia.com pypi.ngc.nvidia.com data.pyg.org
	wheels.vllm.ai pypi.anaconda.org conda.anaconda.org repo.anaconda.com crates.io static.crates.io index.crates.io
	rubygems.org proxy.golang.org repo.maven.apache.org repo1.maven.org api.nuget.org gitlab.com pkgs.dev.azure.com
	pypi.tuna.tsinghua.edu.cn mirrors.tuna.tsinghua.edu.cn mirrors.aliyun.com registry.npmmirror.com registry.npm.taobao.org
	mirrors.cloud.tencent.com mirror.baidu.com repo.huaweicloud.com mirrors.huaweicloud.com mirrors.ustc.edu.cn
	pypi.mirrors.ustc.edu.cn pypi.doubanio.com pypi.douban.com mirrors.163.com mirror.sjtu.edu.cn mirrors.bfsu.edu.cn
	hub.docker.com docker.io ghcr.io quay.io registry.terraform.io charts.bitnami.com`.split(/\s+/),
);

/** Below these every account has its own index, and the account answers for it. */
const HOSTED = /\.(?:pkg\.dev|jfrog\.io|codeartifact\.[a-z0-9-]+\.amazonaws\.com|pkgs\.visualstudio\.com)$/;

/** Whether a package index is a registry itself or known to be what it says. */
export function isKnownIndex(host: string): boolean {
	return KNOWN.has(host) || HOSTED.test(host);
}
