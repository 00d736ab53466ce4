using MobileNetGen.Generator.Graph;
using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Onnx;

/// <summary>One reading of a model: what its outputs depend on, and nothing else.</summary>
internal sealed class OnnxReading
{
    private readonly OnnxModel _model;
    private readonly OnnxScope _scope;
    private readonly IReadOnlyList<int>? _shape;
    private readonly ModelCut _cut;
    private readonly bool _isTurned;
    private readonly List<string> _notes = [];
    private PreprocessChoice? _preprocess;

    /// <param name="model">The model.</param>
    /// <param name="fileBytes">Its length.</param>
    /// <param name="beside">The bytes of a file in the model's folder.</param>
    /// <param name="shape">The first input's extents, where the model leaves them open; or null.</param>
    /// <param name="cut">Which part of the model is wanted.</param>
    /// <param name="isTurned">True to take inputs that are maps in the less likely order.</param>
    /// <param name="keepsIntegers">True if what the model computes with integers stays integers.</param>
    public OnnxReading(
        OnnxModel model,
        long fileBytes,
        Func<string, byte[]> beside,
        IReadOnlyList<int>? shape,
        ModelCut cut,
        bool isTurned,
        bool keepsIntegers)
    {
        var sketch = new GraphSketch(fileBytes);
        _scope = new OnnxScope(sketch, new OnnxTensors(sketch.Budget, beside), model.Proto.Graph.Initializer) { KeepsIntegers = keepsIntegers };
        (_model, _shape, _cut, _isTurned) = (model, shape, cut, isTurned);
        _preprocess = OnnxPreprocess.Of(model.Proto, _notes);
    }

    /// <summary>True if the network computes integers of other than 8 bits, which do not stay integers.</summary>
    public bool HasWideIntegers => _scope.HasWideIntegers;

    /// <exception cref="ToolException">The model is of a kind that is not read at all.</exception>
    public ImportedModel Run()
    {
        var outputs = OnnxOutputs.Of(_model, _cut, _notes);
        var needed = _model.Graph.Needed(outputs.Select(output => output.Tensor), _cut.Inputs);
        AddInputs(needed, outputs);
        var ends = outputs.Select(output => output.Tensor).ToHashSet(StringComparer.Ordinal);
        var groups = _scope.KeepsIntegers ? new OnnxIntegerGroups(needed, ends, _model.Proto.Graph.Initializer) : null;
        var nodes = new OnnxNodes(_model.Version, _scope, groups);
        foreach (var node in needed)
        {
            nodes.Read(node);
        }

        foreach (var output in outputs)
        {
            OnnxOutputs.Add(output, _scope);
        }

        var format = $"ONNX, operator set {_model.Version}{(_model.Proto.ProducerName.Length > 0 ? $", saved by {_model.Proto.ProducerName}" : "")}";
        var labels = outputs.Select(output => output.Labels).OfType<IReadOnlyList<string>>().FirstOrDefault();
        var precision = PrecisionOf(_scope.Sketch);
        _scope.Sketch.Settle(precision);
        return new ImportedModel(_scope.Sketch, format)
        {
            Notes = _notes,
            Preprocess = _preprocess,
            Labels = labels,
            Precision = precision,
            Arithmetic = precision == Precision.Float32 ? IntegerArithmetic.TfLite : IntegerArithmetic.OnnxRuntime,
        };
    }

    /// <summary>What most tensors of integers are; floats where there is none.</summary>
    private static Precision PrecisionOf(GraphSketch sketch)
    {
        List<Quantisation> made = [.. sketch.Nodes.Select(node => node.Integers?.Output).OfType<Quantisation>()];
        return made.Count == 0 ? Precision.Float32
            : made.Count(integers => integers.Element == ModelElementType.UInt8) * 2 > made.Count ? Precision.UInt8
            : Precision.Int8;
    }

    /// <summary>What an input's integers stand for, as the first that reads them says; null where they do not stay integers.</summary>
    private Quantisation? IntegersOf(string input, IReadOnlyList<NodeProto> nodes)
    {
        if (!_scope.KeepsIntegers)
        {
            return null;
        }

        foreach (var node in nodes)
        {
            var place = node.Input.IndexOf(input);
            if (place >= 0 && node.Input.Count > place + 2 && (node.OpType == "DequantizeLinear" || node.OpType.StartsWith("QLinear", StringComparison.Ordinal)
                || node.OpType == "QGemm"))
            {
                return (_scope.Find(node.Input[place + 1]), _scope.Find(node.Input[place + 2])) is
                    (Constant { Values: [var scale] }, Constant { Values: [var zero], Element: var type }) && OnnxIntegers.IsByte(type)
                    ? new Quantisation(type, scale, zero)
                    : null;
            }
        }

        return null;
    }

    private void AddInputs(IReadOnlyList<NodeProto> needed, IReadOnlyList<OnnxOutput> outputs)
    {
        var read = needed.SelectMany(OnnxSubgraphs.Reads).Concat(outputs.Select(output => output.Tensor)).ToHashSet(StringComparer.Ordinal);
        var names = _cut.InputsOr(_model.OwnInputs, name => _model.Has(name));
        Limits.RequirePorts(names.Count);
        var shape = _shape;
        foreach (var name in names)
        {
            if (!read.Contains(name))
            {
                _notes.Add($"the model's input \"{name}\" is left out: no output depends on it");
                continue;
            }

            var port = new OnnxInputPort(_model.InfoOf(name), shape, needed, _isTurned, IntegersOf(name, needed));
            _scope.Add(name, port.AddTo(_scope.Sketch));
            _notes.Add(port.Note);
            if (port.IsOfBytes && _preprocess is null && _scope.Sketch.Nodes.Count == 1)
            {
                _preprocess = PreprocessChoice.Bytes;
                _notes.Add($"images become \"{name}\" byte by byte, since it takes bytes");
            }

            shape = null;
        }
    }
}
