using System.CommandLine;
using System.Globalization;
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
        var shape = ShapeOption();
        var preprocess = PreprocessOption();
        var signature = new Option<string?>("--signature")
        {
            Description = "For a TensorFlow Lite model with several graphs: "
                + "the signature of the one that is the network."
        };
        var preset = new Option<string?>("--preset") { Description = "For a safetensors file or a state dictionary: the preset that its weights belong to." };
        var flavor = new Option<string?>("--flavor") { Description = "Whose form of the preset: keras, torchvision." };
        var width = NumberOption.NumberOrNone("--width", "The preset's width multiplier.", "a number above 0", number => number > 0);
        var resolution = NumberOption.WholeOrNone("--resolution", "Rows and columns of the preset's input.");
        var classes = NumberOption.WholeOrNone("--classes", "Classes of the preset.");
        var inputs = Names("--inputs", "Tensors that become the network's inputs, as the file names them (of Keras, layers), joined by commas: "
            + "what goes before them is left out.");
        var outputs = Names("--outputs", "Tensors that become the network's outputs, likewise: what follows them is left out.");
        var labels = new Option<FileInfo?>("--labels")
        {
            Description = "Names of the classes, a line each; those of the model, "
                + "or in MODEL.labels.txt or labels.txt beside it, if it is not said."
        };
        var dequantize = new Option<bool>("--dequantize")
        {
            Description = "Computes the integers of a quantised model as the floats that they stand for, four times as large, "
                + "and with other answers than the model's own engine."
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
            model, output, name, shape, preprocess, signature, preset, flavor, width, resolution, classes, inputs, outputs, labels, dequantize, pack, depfile,
            inBuild,
        };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(preset) is not null && parsed.GetValue(preprocess) is not null)
            {
                throw new ToolException("--preprocess is for models that do not say how images become their input; a preset says it.");
            }

            var options = new ImportOptions(
                parsed.GetValue(name),
                parsed.GetValue(shape) is { Length: > 0 } extents ? extents : null,
                parsed.GetValue(preprocess),
                new PresetOptions(
                    parsed.GetValue(preset),
                    parsed.GetValue(flavor),
                    parsed.GetValue(width),
                    parsed.GetValue(resolution),
                    parsed.GetValue(classes)),
                ModelCut.Of(parsed.GetValue(inputs), parsed.GetValue(outputs)),
                parsed.GetValue(signature),
                parsed.GetValue(labels)?.ToString(),
                parsed.GetValue(dequantize));
            var path = parsed.GetRequiredValue(model).ToString();
            Func<string, string> said = parsed.GetValue(inBuild) ? message => BuildSentence.Of(message, path) : message => message;
            var result = Import(path, options, said);
            result.WriteTo(parsed.GetRequiredValue(output).FullName, parsed.GetValue(pack));
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

    private static Option<string?> PreprocessOption()
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

    public static Option<int[]?> ShapeOption() => new("--shape")
    {
        Description = "The input's extents in the model's own order, as in 1x3x224x224, where the model leaves them open.",
        CustomParser = result =>
        {
            var parts = result.Tokens[0].Value.Split('x');
            int[] extents = [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var extent) ? extent : 0)];
            if (extents.Any(extent => extent < 1))
            {
                result.AddError($"--shape is \"{result.Tokens[0].Value}\"; extents joined by x, as in 1x3x224x224, are accepted.");
            }

            return extents;
        },
    };

    private static Option<string[]?> Names(string option, string description) => new(option)
    {
        Description = description,
        CustomParser = result => result.Tokens[0].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
    };
}
