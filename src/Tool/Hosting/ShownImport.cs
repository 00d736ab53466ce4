using MobileNetGen.CommandLine;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Hosting;

/// <summary>An import of which the user sees that it takes time, and what it warns of, and which writes nothing.</summary>
internal static class ShownImport
{
    /// <param name="model">A model file.</param>
    /// <param name="options">What the user says of it.</param>
    /// <param name="terminal">Where warnings go.</param>
    /// <exception cref="ToolException">The model cannot be imported.</exception>
    public static ImportResult Of(FileInfo model, ImportOptions options, Terminal terminal)
    {
        var result = terminal.While($"Importing {model.Name}", () => ModelImport.Run(model.ToString(), options));
        foreach (var warning in result.Warnings)
        {
            terminal.Warning(warning);
        }

        return result;
    }
}
