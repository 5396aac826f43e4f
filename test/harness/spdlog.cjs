'use strict';
// Stands in for the native part of @vscode/spdlog where that was not compiled: without it VS Code writes no log at all.
const { appendFileSync, mkdirSync } = require('node:fs');
const { dirname } = require('node:path');

const levels = ['trace', 'debug', 'info', 'warning', 'error', 'critical'];

class Logger {
  #path;
  #level = levels.indexOf('info');
  #isPlain = false;

  constructor(_kind, _name, path) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    for (const [level, name] of [...levels.entries(), [3, 'warn']])
      this[name] = (message) => this.#write(level, String(message));
  }

  getLevel() {
    return this.#level;
  }

  setLevel(level) {
    this.#level = level;
  }

  /** Output channels that are no logs write their text as it is. */
  clearFormatters() {
    this.#isPlain = true;
  }

  setPattern() {}
  flush() {}
  drop() {}

  #write(level, message) {
    if (level < this.#level) return;
    const time = new Date().toISOString().replace('T', ' ').replace('Z', '');
    try {
      appendFileSync(this.#path, this.#isPlain ? message : `${time} [${levels[level]}] ${message}\n`);
    } catch (error) {
      // The folder of the run is gone: VS Code is ending.
      if (error.code !== 'ENOENT') throw error;
    }
  }
}

const create = (kind) => (name, path) => Promise.resolve(new Logger(kind, name, path));

exports.version = 'stand-in';
exports.setLevel = () => undefined;
exports.setFlushOn = () => undefined;
exports.Logger = Logger;
exports.createRotatingLogger = create('rotating');
exports.createAsyncRotatingLogger = create('rotating_async');
