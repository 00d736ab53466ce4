using MobileNetGen.Tool.Import;

namespace MobileNetGen.Tool.Formats.Keras;

/// <summary>Weights by the places of Keras 3: <c>layers/conv2d_1/vars/0</c>.</summary>
internal sealed class PlacedKerasWeights(IEnumerable<(string Path, Constant Value)> arrays) : IKerasWeights
{
    private readonly Dictionary<string, Constant> _byPath = arrays.GroupBy(array => array.Path.Trim('/')).ToDictionary(group => group.Key, group => group.First().Value);

    public Constant? Find(KerasEntry layer, string name, int index) => _byPath.GetValueOrDefault($"{layer.Path}/vars/{index}");
}
