using MobileNetGen.CommandLine;
using MobileNetGen.Generator.Graph;
using MobileNetGen.Networks.Writing;
using MobileNetGen.Tool.Formats;
using MobileNetGen.Tool.Formats.Recognition;
using MobileNetGen.Tool.Hosting;
using MobileNetGen.Tool.Import.Passes;
using MobileNetGen.Tool.Import.Writing;

namespace MobileNetGen.Tool.Import;

/// <param name="Name">The network's name, or null for the file's.</param>
/// <param name="Shape">The input's extents in the model's order, or null for the file's.</param>
/// <param name="Preprocess">A name of <see cref="PreprocessNames"/> with changes to it, or null where the file says.</param>
/// <param name="Preset">Whose weights a file is that holds nothing else; or null.</param>
/// <param name="Cut">Which part of the model is wanted; or null for all of it.</param>
/// <param name="Signature">The name of the graph that is the network, where a model has several; or null.</param>
/// <param name="Dequantizes">True to compute integers of a quantised model as the floats that they stand for.</param>
/// <param name="Labels">A file with names of the classes; or null for those that the model has, or that stand beside it.</param>
internal sealed record ImportOptions(
    string? Name = null,
    IReadOnlyList<int>? Shape = null,
    string? Preprocess = null,
    PresetOptions? Preset = null,
    ModelCut? Cut = null,
    string? Signature = null,
    string? Labels = null,
    bool Dequantizes = false);

/// <summary>From a model file to what is written: read, clean up, write, and check with the generator's own passes.</summary>
internal static class ModelImport
{
    private const int MaxEnds = 8;

    /// <exception cref="ToolException">The file cannot be read, or holds what cannot be expressed: all of it is listed.</exception>
    public static ImportResult Run(string path, ImportOptions options)
    {
        try
        {
            var (files, sample) = (new ModelFiles(path), FileSample.Of(path));
            ForeignFormat.Refuse(sample);
            var ending = KnownFormat.EndingOf(sample);
            var result = PresetImport.Reads(ending)
                ? PresetImport.Run(path, PresetImport.IsTorch(ending), options)
                : Finish(ModelFormats.Read(files, ending, options), Path.GetFileNameWithoutExtension(path), options);
            var labelled = result.With(LabelChoice.Of(files, options.Labels, result.Labels, result.Outputs));
            return labelled with { Files = files.Asked };
        }
        catch (ToolException wrong)
        {
            throw new ToolException($"{path}: {wrong.Message}");
        }
    }

    /// <param name="model">What a format's reader made of the file.</param>
    /// <param name="fileName">The network's name, unless the options say another.</param>
    /// <param name="options">What the user says.</param>
    /// <exception cref="ToolException">The model holds what cannot be expressed.</exception>
    public static ImportResult Finish(ImportedModel model, string fileName, ImportOptions options)
    {
        Require(model.Sketch.Refusals, model.Sketch.Ends);
        WeightCheck.Require(model.Sketch.Graph);
        IntegerCheck.Require(model.Sketch.Graph);
        var (graph, cleaned) = CleanUp.Run(model.Sketch.Graph, model.Precision != Precision.Float32);
        Require([.. graph.Nodes.Where(node => !LayerLine.HasKind(node.Operation)).Select(node => $"{node.Operation.Kind} ({node.Name}) is not supported")], []);
        var input = graph.Nodes.FirstOrDefault(node => node.Operation is Generator.Ops.Input)?.Type ?? throw new ToolException("the model has no input.");
        if (graph.Nodes.All(node => node.Operation is Generator.Ops.Input))
        {
            throw new ToolException("the model's outputs are its inputs; there is nothing to compute.");
        }

        var preprocess = Preprocess(model, options, isImage: !input.IsVector && input.Channels is 1 or 3);
        var name = options.Name ?? fileName;
        var written = DescriptionWriter.Write(graph, name, preprocess, model.Precision, model.Arithmetic);
        var shaped = NetworkFile.Parse("the description", written.Description).Shaped;
        var images = preprocess.Json(input.Height, input.Width, input.Channels);
        return new ImportResult(
            written,
            model.Labels,
            ImportReport.Write(fileName, model, graph, cleaned, written.Blocks, images))
        { Outputs = LabelCount.Outputs(shaped) };
    }

    private static void Require(IReadOnlyList<string> refusals, IReadOnlyCollection<string> ends)
    {
        if (refusals.Count > 0)
        {
            throw new ToolException($"{string.Join("; ", refusals.Distinct())}. What is read is listed in docs/model-formats.md; {Way(ends)}");
        }
    }

    /// <summary>What to type for the part that is read: where it ends, unless that would be half the network.</summary>
    private static string Way(IReadOnlyCollection<string> ends) => ends.Count is 0 or > MaxEnds
        ? "what follows the network, or goes before it, can be left out with --outputs and --inputs."
        : $"the part before it can be had with --outputs {ShellWord.Of(string.Join(',', ends))}, "
            + "and what goes before a network be left out with --inputs.";

    private static PreprocessChoice Preprocess(ImportedModel model, ImportOptions options, bool isImage)
    {
        if (options.Preprocess is { } name)
        {
            return PreprocessNames.Parse(name);
        }

        return model.Preprocess ?? (isImage
            ? throw new ToolException(
                "the file does not say how bytes of an image become its input; "
                + "give --preprocess keras|torchvision|unit|bytes|none, or another of the names that \"mobilenetgen import --help\" lists.")
            : PreprocessChoice.None);
    }
}
