// Bundles the explorers into ../static/explorers.js, byte for byte the same wherever it runs: npm ci && npm run build
//
// The first line carries a hash of everything the bundle is made of, so that a test without node can tell
// whether the bundle is in step with its sources.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";

const sources = ["build.js", "package-lock.json", "package.json", ...readdirSync("src").map((name) => `src/${name}`)];
const hash = createHash("sha256");
for (const name of sources.sort()) hash.update(`${name}\n`).update(readFileSync(name));

const { metafile } = await build({
  entryPoints: ["src/index.js"],
  outfile: "../static/explorers.js",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  loader: { ".css": "text" },
  banner: { js: `// sources sha256 ${hash.digest("hex")}; licences of what is bundled: LICENCES.txt` },
  metafile: true,
});

const packages = new Set(Object.keys(metafile.inputs).flatMap((name) => name.match(/^node_modules\/[^/]+/) ?? []));
const licences = [...packages].sort().map((path) => {
  const { name, version } = JSON.parse(readFileSync(`${path}/package.json`));
  return `${name} ${version}\n\n${readFileSync(`${path}/LICENSE`, "utf8").trim()}\n`;
});
writeFileSync("../static/LICENCES.txt", licences.join(`\n${"-".repeat(80)}\n\n`));
