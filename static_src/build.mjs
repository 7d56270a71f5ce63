// Builds everything that a browser fetches into static/, with a .gz beside each text.
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import esbuild from "esbuild";
import * as sass from "sass";

const source = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(source, "../node_modules");
const target = path.join(source, "../static");

const FONTS = ["atkinson-hyperlegible-next", "bricolage-grotesque"];
const SUBSETS = ["latin", "latin-ext"];
// For the page editor of Wagtail, which has a look of its own: a script and a sheet each.
const ADMIN = ["house-rules", "session-over"];

function styleSheet() {
  const { css } = sass.compile(path.join(source, "scss/main.scss"), {
    loadPaths: [modules],
    style: "compressed",
    quietDeps: true,
  });
  fs.writeFileSync(path.join(target, "sociable.css"), css);
  for (const name of ADMIN) {
    const admin = path.join(source, `scss/admin/${name}.scss`);
    fs.writeFileSync(
      path.join(target, `${name}.css`),
      sass.compile(admin, { style: "compressed" }).css,
    );
  }
}

function scripts() {
  esbuild.buildSync({
    entryPoints: [path.join(source, "js/sociable.js")],
    outfile: path.join(target, "sociable.js"),
    nodePaths: [modules],
    bundle: true,
    format: "esm",
    minify: true,
    legalComments: "none",
  });
  copy(path.join(source, "js/js-enabled.js"), "js-enabled.js");
  for (const name of ADMIN) copy(path.join(source, `js/${name}.js`), `${name}.js`);
  copy(path.join(modules, "htmx.org/dist/htmx.min.js"), "htmx.min.js");
}

function fonts() {
  for (const font of FONTS) {
    for (const subset of SUBSETS) {
      const file = `${font}-${subset}-wght-normal.woff2`;
      copy(
        path.join(modules, `@fontsource-variable/${font}/files/${file}`),
        `fonts/${file}`,
      );
    }
  }
}

function pictures() {
  for (const file of fs.readdirSync(path.join(source, "images"))) {
    copy(path.join(source, "images", file), file);
  }
}

function copy(from, name) {
  fs.copyFileSync(from, path.join(target, name));
}

function compress() {
  for (const file of fs.readdirSync(target)) {
    if (/\.(css|js|svg)$/.test(file)) {
      const text = fs.readFileSync(path.join(target, file));
      fs.writeFileSync(path.join(target, `${file}.gz`), gzipSync(text, { level: 9 }));
    }
  }
}

fs.mkdirSync(path.join(target, "fonts"), { recursive: true });
styleSheet();
scripts();
fonts();
pictures();
compress();
