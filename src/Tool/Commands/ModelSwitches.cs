using System.CommandLine;
using System.Globalization;
using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Commands;

/// <summary>What commands that read a model file ask of it where the file does not say, or says more than is wanted.</summary>
internal sealed class ModelSwitches
{
    private readonly Option<int[]?> _shape = ShapeOption();

    private readonly Option<string?> _signature = new("--signature")
    {
        Description = "For a TensorFlow Lite model with several graphs: the signature of the one that is the network.",
    };

    private readonly Option<string?> _preset = new("--preset")
    {
        Description = "For a safetensors file or a state dictionary: the preset that its weights belong to.",
    };

    private readonly Option<string?> _flavor = new("--flavor") { Description = "Whose form of the preset: keras, torchvision." };

    private readonly Option<double?> _width =
        NumberOption.NumberOrNone("--width", "The preset's width multiplier.", "a number above 0", number => number > 0);

    private readonly Option<int?> _resolution = NumberOption.WholeOrNone("--resolution", "Rows and columns of the preset's input.");
    private readonly Option<int?> _classes = NumberOption.WholeOrNone("--classes", "Classes of the preset.");

    private readonly Option<string[]?> _inputs = Names(
        "--inputs",
        "Tensors that become the network's inputs, as the file names them (of Keras, layers), joined by commas: what goes before them is left out.");

    private readonly Option<string[]?> _outputs =
        Names("--outputs", "Tensors that become the network's outputs, likewise: what follows them is left out.");

    private readonly Option<bool> _dequantize = new("--dequantize")
    {
        Description = "Computes the integers of a quantised model as the floats that they stand for, four times as large, "
            + "and with other answers than the model's own engine.",
    };

    public Option<string?> Preset => _preset;

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _shape, _signature, _preset, _flavor, _width, _resolution, _classes, _inputs, _outputs, _dequantize })
        {
            command.Options.Add(option);
        }
    }

    public ImportOptions Read(ParseResult parsed) => new(
        Shape: parsed.GetValue(_shape) is { Length: > 0 } extents ? extents : null,
        Preset: new PresetOptions(
            parsed.GetValue(_preset),
            parsed.GetValue(_flavor),
            parsed.GetValue(_width),
            parsed.GetValue(_resolution),
            parsed.GetValue(_classes)),
        Cut: ModelCut.Of(parsed.GetValue(_inputs), parsed.GetValue(_outputs)),
        Signature: parsed.GetValue(_signature),
        Dequantizes: parsed.GetValue(_dequantize));

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
