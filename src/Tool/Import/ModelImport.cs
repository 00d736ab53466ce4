using MobileNetGen.Tool.Formats;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import.Passes;
using MobileNetGen.Tool.Import.Writing;

namespace MobileNetGen.Tool.Import;

/// <param name="Name">The network's name, or null for the file's.</param>
/// <param name="Shape">The input's extents in the model's order, or null for the file's.</param>
/// <param name="Preprocess">A name of <see cref="PreprocessChoice.Named"/>, or null where the file says.</param>
internal sealed record ImportOptions(string? Name = null, IReadOnlyList<int>? Shape = null, string? Preprocess = null);

/// <summary>From a model file to what is written: read, clean up, write, and check with the generator's own passes.</summary>
internal static class ModelImport
{
    /// <exception cref="ToolException">The file cannot be read, or holds what cannot be expressed: all of it is listed.</exception>
    public static ImportResult Run(string path, ImportOptions options)
    {
        try
        {
            return Build(ModelFormats.Read(path, options), path, options);
        }
        catch (ToolException wrong)
        {
            throw new ToolException($"{path}: {wrong.Message}");
        }
    }

    private static ImportResult Build(ImportedModel model, string path, ImportOptions options)
    {
        Require(model.Sketch.Refusals);
        var (graph, cleaned) = CleanUp.Run(model.Sketch.Graph);
        Require([.. graph.Nodes.Where(node => !LayerLine.HasKind(node.Operation)).Select(node => $"{node.Operation.Kind} ({node.Name}) is not supported")]);
        var input = graph.Nodes.First(node => node.Operation is Generator.Ops.Input).Type;
        var preprocess = Preprocess(model, options, isImage: !input.IsVector && input.Channels is 1 or 3);
        var name = options.Name ?? Path.GetFileNameWithoutExtension(path);
        var written = DescriptionWriter.Write(graph, name, preprocess);
        NetworkFile.Parse("the description", written.Description);
        return new ImportResult(written, model.Labels, ImportReport.Write(path, model, graph, cleaned, preprocess));
    }

    private static void Require(IReadOnlyList<string> refusals)
    {
        if (refusals.Count > 0)
        {
            throw new ToolException($"{string.Join("; ", refusals.Distinct())}. Supported are {string.Join(", ", Generator.Ops.LayerKinds.All.Select(kind => kind.Name))}, and what can be folded into them.");
        }
    }

    private static PreprocessChoice Preprocess(ImportedModel model, ImportOptions options, bool isImage)
    {
        if (options.Preprocess is { } name)
        {
            return PreprocessChoice.Named[name];
        }

        return model.Preprocess ?? (isImage
            ? throw new ToolException($"the file does not say how bytes of an image become its input; give --preprocess {string.Join('|', PreprocessChoice.Named.Keys)}.")
            : PreprocessChoice.None);
    }
}
