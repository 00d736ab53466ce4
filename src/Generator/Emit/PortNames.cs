using MobileNetGen.Generator.Program;
using MobileNetGen.Generator.Support;

namespace MobileNetGen.Generator.Emit;

/// <summary>What generated code calls the inputs and outputs: <c>Input</c> and <c>Output</c> where there is one, else their names in the description.</summary>
internal sealed class PortNames
{
    private readonly NetworkProgram _program;

    public PortNames(NetworkProgram program)
    {
        _program = program;
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { MembersEmitter.CallLocal };
        Inputs = Unique(program.Inputs, "input", taken);
        Outputs = Unique(program.Outputs, "output", taken);
    }

    /// <summary>As parameters, in the description's order.</summary>
    public IReadOnlyList<string> Inputs { get; }

    public IReadOnlyList<string> Outputs { get; }

    /// <summary>One input, one output.</summary>
    public bool IsTensorNetwork => Inputs.Count == 1 && Outputs.Count == 1;

    /// <summary>And the description says how pixels become the input.</summary>
    public bool IsImageNetwork => IsTensorNetwork && _program.Preprocessing is not null;

    /// <summary>True if an input or output is integers.</summary>
    public bool HasIntegers => _program.Inputs.Concat(_program.Outputs).Any(port => port.Integers is not null);

    /// <summary>The C# type of the one input's elements.</summary>
    public string InputElement => ElementOf(_program.Inputs[0]);

    /// <summary>The C# type of the one output's elements.</summary>
    public string OutputElement => ElementOf(_program.Outputs[0]);

    /// <summary>What the class implements.</summary>
    public string Interface => IsImageNetwork ? "IImageNetwork" : IsTensorNetwork ? "ITensorNetwork" : "IGeneratedNetwork";

    public void EmitConstants(CodeWriter code)
    {
        foreach (var (name, port) in Inputs.Zip(_program.Inputs, (name, port) => (name, port))
            .Concat(Outputs.Zip(_program.Outputs, (name, port) => (name, port))))
        {
            var prefix = Literal.Identifier(name, pascal: true);
            var shown = Literal.Documentation(port.Name);
            Constant(code, $"Height of {shown}, in pixels.", prefix + "Height", port.Type.Height);
            Constant(code, $"Width of {shown}, in pixels.", prefix + "Width", port.Type.Width);
            Constant(code, $"Channels of {shown}.", prefix + "Channels", port.Type.Channels);
            Constant(code, $"Length of {shown} in floats: rows, columns, channels.", prefix + "Length", port.Type.Length);
        }
    }

    private static string ElementOf(Port port) => port.Integers is { } integers ? integers.IsSigned ? "sbyte" : "byte" : "float";

    private static void Constant(CodeWriter code, string summary, string name, int value)
    {
        code.Line($"/// <summary>{summary}</summary>");
        code.Line($"public const int {name} = {Invariant.Format(value)};");
        code.Line();
    }

    private static List<string> Unique(EquatableArray<Port> ports, string single, HashSet<string> taken)
    {
        var names = new List<string>();
        foreach (var port in ports)
        {
            var name = ports.Count == 1 ? single : Literal.Identifier(port.Name, pascal: false);
            var unique = name;
            for (var suffix = 2; !taken.Add(unique); suffix++)
            {
                unique = name + Invariant.Format(suffix);
            }

            names.Add(Keywords.Escape(unique));
        }

        return names;
    }
}
