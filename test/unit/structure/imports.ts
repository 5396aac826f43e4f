import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, posix, relative, sep } from 'node:path';
import ts from 'typescript';

/** One import of one file, be it `import`, `export from`, `import()` or a type of one. */
export interface Import {
  /** Path of the importing file below the root, with slashes. */
  file: string;
  /** A path below the root for our own modules, else the package's name as written. */
  target: string;
  line: number;
}

/** All imports of a text, found in its syntax, not by pattern. */
export function importsOf(file: string, text: string): Import[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined): void => {
    if (!specifier) return;
    const { line } = source.getLineAndCharacterOfPosition(specifier.getStart());
    // What is computed cannot be checked: as written, it is the name of no module that anybody may import.
    const target = ts.isStringLiteralLike(specifier) ? targetOf(file, specifier.text) : specifier.getText();
    found.push({ file, target, line: line + 1 });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      add(node.moduleReference.expression);
    } else if (ts.isCallExpression(node) && isLoader(node.expression)) add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Paths of the source files below a folder, relative to the root. */
export function filesBelow(root: string, folder: string): string[] {
  const path = join(root, folder);
  return readdirSync(path).flatMap((name) => {
    const file = join(path, name);
    if (statSync(file).isDirectory()) return filesBelow(root, relative(root, file));
    return /\.[cm]?[jt]sx?$/.test(name) && !name.endsWith('.d.ts')
      ? [relative(root, file).split(sep).join('/')]
      : [];
  });
}

export function importsBelow(root: string, folder: string): Import[] {
  return filesBelow(root, folder).flatMap((file) => importsOf(file, readFileSync(join(root, file), 'utf8')));
}

function isLoader(callee: ts.Expression): boolean {
  return (
    callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require')
  );
}

function targetOf(file: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
}
