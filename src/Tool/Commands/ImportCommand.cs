using System.CommandLine;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Commands;

/// <summary><c>import MODEL -o DIR</c></summary>
internal static class ImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Argument<FileInfo>("model") { Description = "A model file." };
        var output = new Option<DirectoryInfo>("--output", "-o") { Description = "The folder to write to.", Required = true };
        var name = new Option<string?>("--name") { Description = "The network's name; the file's, if it is not said." };
        var preprocess = PreprocessOption();
        var switches = new ModelSwitches();
        var labels = new Option<FileInfo?>("--labels")
        {
            Description = "Names of the classes, a line each; those of the model, "
                + "or in MODEL.labels.txt or labels.txt beside it, if it is not said."
        };
        var pack = new Option<bool>("--pack") { Description = "Write packed weights as well, for a network that is compiled in." };
        var depfile = new Option<FileInfo?>("--depfile")
        {
            Description = "A file for the names of all files that the import read or looked for, one a line, "
                + "so that a build knows when to import again."
        };
        var inBuild = new Option<bool>("--in-build") { Description = "Say what is wrong in the words of a project file.", Hidden = true };
        var command = new Command("import", "Turns a model file into a description, weights, labels and a report.")
        {
            model, output, name, preprocess, labels, pack, depfile, inBuild,
        };
        switches.AddTo(command);
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(switches.Preset) is not null && parsed.GetValue(preprocess) is not null)
            {
                throw new ToolException("--preprocess is for models that do not say how images become their input; a preset says it.");
            }

            var options = switches.Read(parsed) with
            {
                Name = parsed.GetValue(name),
                Preprocess = parsed.GetValue(preprocess),
                Labels = parsed.GetValue(labels)?.ToString(),
            };
            var path = parsed.GetRequiredValue(model).ToString();
            Func<string, string> said = parsed.GetValue(inBuild) ? message => BuildSentence.Of(message, path) : message => message;
            var folder = parsed.GetRequiredValue(output).FullName;
            var result = terminal.While($"Importing {Path.GetFileName(path)}", () => Import(path, options, said));
            terminal.While($"Writing {folder}", () => result.WriteTo(folder, parsed.GetValue(pack)));
            if (parsed.GetValue(depfile) is { } list)
            {
                AtomicFile.WriteText(list.FullName, string.Concat(result.Files.Select(file => file + "\n")));
            }

            terminal.Line(result.Report.TrimEnd());
            foreach (var warning in result.Warnings)
            {
                terminal.Warning(said(warning));
            }
        });
        return command;
    }

    private static ImportResult Import(string model, ImportOptions options, Func<string, string> said)
    {
        try
        {
            return ModelImport.Run(model, options);
        }
        catch (ToolException wrong)
        {
            throw new ToolException(said(wrong.Message));
        }
    }

    public static Option<string?> PreprocessOption()
    {
        const string meaning = "How bytes of an image become the input, where the file does not say. ";
        var option = new Option<string?>("--preprocess") { Description = meaning + PreprocessNames.Help };
        option.Validators.Add(result =>
        {
            try
            {
                PreprocessNames.Parse(result.Tokens is [{ Value: var text }] ? text : "");
            }
            catch (ToolException wrong)
            {
                result.AddError($"--preprocess: {wrong.Message}");
            }
        });
        return option;
    }
}
