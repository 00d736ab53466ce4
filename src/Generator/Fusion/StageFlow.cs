using MobileNetGen.Generator.Graph;
using MobileNetGen.Generator.Ops;

namespace MobileNetGen.Generator.Fusion;

/// <summary>
/// Who makes and who reads each tensor, by the indices of stages, and which stages are free: one that a block took plays no part in another.
/// </summary>
internal sealed class StageFlow
{
    private readonly FusedGraph _fused;
    private readonly Dictionary<int, int> _makers = [];
    private readonly Dictionary<int, List<int>> _readers = [];
    private readonly HashSet<int> _outputs;
    private readonly HashSet<int> _taken = [];

    public StageFlow(FusedGraph fused)
    {
        _fused = fused;
        _outputs = [.. fused.Shaped.Graph.Outputs.Select(output => output.Node)];
        for (var index = 0; index < fused.Stages.Count; index++)
        {
            _makers.Add(fused.Stages[index].Output, index);
            foreach (var input in fused.Stages[index].Inputs)
            {
                if (!_readers.TryGetValue(input, out var readers))
                {
                    _readers.Add(input, readers = []);
                }

                readers.Add(index);
            }
        }
    }

    public Stage Stage(int index) => _fused.Stages[index];

    public TensorType Input(int index) => _fused.Shaped.Types[Stage(index).Inputs[0]];

    public IReadOnlyList<TensorType> Inputs(int index) => _fused.InputTypes(Stage(index));

    public TensorType Output(int index) => _fused.OutputType(Stage(index));

    public bool IsFree(int index) => !_taken.Contains(index);

    public bool IsFreeElementwise(int index) => IsFree(index) && Stage(index).Operation is { IsElementwise: true, Integers: null };

    /// <summary>Takes the stages of a block.</summary>
    /// <returns>The index of its last one, at which all that it reads is made.</returns>
    public int Take(Block block)
    {
        _taken.UnionWith(block.Stages.Select(stage => _makers[stage.Output]));
        return _makers[block.Output];
    }

    /// <summary>The part that a stage can play in a block that is yet to be formed.</summary>
    public BlockRole Role(int index) =>
        !IsFree(index) || Stage(index).Operation.Integers is not null ? BlockRole.None : Stage(index).Operation.ForKernel(Inputs(index)).Role switch
        {
            BlockRole.Pointwise when Input(index).IsVector => BlockRole.Vector,
            var role => role,
        };

    /// <summary>The stage that makes the input of a stage that has only one, or null for an input of the network.</summary>
    public int? Maker(int index) => Stage(index).Inputs.Count == 1 && _makers.TryGetValue(Stage(index).Inputs[0], out var maker) ? maker : null;

    /// <summary>The stages that read what a stage makes; none if it is an output of the network, which must be written whole.</summary>
    public IReadOnlyList<int> Readers(int index) =>
        !_outputs.Contains(Stage(index).Output) && _readers.TryGetValue(Stage(index).Output, out var readers) ? readers : [];

    /// <summary>The one stage that reads what a stage makes, if it plays the role.</summary>
    public int? OnlyReader(int index, BlockRole role) =>
        Readers(index) is [var reader] && Role(reader) == role ? reader : null;

    /// <summary>The other one of two inputs.</summary>
    public int Other(int index, int input) => Stage(index).Inputs[0] == input ? Stage(index).Inputs[1] : Stage(index).Inputs[0];

    public bool IsSumOfTwoMaps(int index) =>
        Stage(index).Inputs is { Count: 2 } inputs && inputs[0] != inputs[1] && inputs.All(input => _fused.Shaped.Types[input] == Output(index));

    public BlockPart Part(int index) => new(
        Stage(index).Operation.ForKernel(Inputs(index)),
        Input(index),
        Output(index),
        Stage(index).Activation);
}
