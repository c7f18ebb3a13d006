/**
 * `npm run bench -- filings`: what a filing costs. The pack of every product that is filed, all formats but PDF, warm; beside it what the same Markdown
 * takes markdown-it to make HTML of, and pandoc, where it is installed, to make DOCX of. Then the packs of many products one after another as `tenor build`
 * writes them, with the memory after each hundred; an argument is their number.
 */
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import markdownIt from "markdown-it";
import { analyse, outputOf } from "../src/pipeline.ts";
import { emitter as filing } from "../src/emit/filing/emit.ts";
import { nodeHost } from "../src/host/node.ts";
import { sha256 } from "../src/host/sha256.ts";
import { hostReader } from "../src/resolve/host-reader.ts";
import { memoryReader } from "../src/resolve/memory-reader.ts";
import { median } from "./time.ts";
