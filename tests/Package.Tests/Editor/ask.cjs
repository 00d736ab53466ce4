// Asks the language service of VS Code's editor for JSON about a description: ask.cjs FILE. Prints what is wrong with it as it stands and with a
// slip in it, what is offered for a layer's kind and among its keys, and what a key says of itself.
const { readFileSync } = require('node:fs');
const { fileURLToPath, pathToFileURL } = require('node:url');
const { getLanguageService, TextDocument } = require('vscode-json-languageservice');

const uri = pathToFileURL(process.argv[2]).href;
const text = readFileSync(process.argv[2], 'utf8');
const service = getLanguageService({
    // As an editor does: "$schema" starts from the file that says it.
    workspaceContext: { resolveRelativePath: (path, base) => new URL(path, base).href },
    schemaRequestService: async url => readFileSync(fileURLToPath(url), 'utf8'),
});

const open = content => {
    const document = TextDocument.create(uri, 'json', 1, content);
    return [document, service.parseJSONDocument(document)];
};
const problems = async content => (await service.doValidation(...open(content))).map(problem => problem.message);
const offered = async content => {
    const [document, parsed] = open(content.replace('^', ''));
    return (await service.doComplete(document, document.positionAt(content.indexOf('^')), parsed)).items.map(item => item.label);
};
const said = async (content, key) => {
    const [document, parsed] = open(content);
    const hover = await service.doHover(document, document.positionAt(content.indexOf(`"${key}"`) + 2), parsed);
    return hover?.contents.map(part => part.value ?? part).join(' ');
};

(async () => console.log(JSON.stringify({
    right: await problems(text),
    wrong: await problems(text.replace('"globalAveragePool"', '"globalAveragePol"')),
    kinds: await offered(text.replace('"globalAveragePool"', '"^"')),
    keys: await offered(text.replace('"kernel": 3', '"kernel": 3, "^"')),
    kernel: await said(text, 'kernel'),
})))();
