using Microsoft.Extensions.Options;
using MobileNetGen.ObjectDetection;

namespace MobileNetGen.AspNetCore;

/// <summary>A network that is served, whose weights can be replaced while it runs. Endpoints and other callers rent it for each use.</summary>
/// <typeparam name="TNetwork">The network's class.</typeparam>
public sealed class ServedNetwork<TNetwork> : IDisposable
    where TNetwork : class, IGeneratedNetwork<TNetwork>
{
    private readonly Lock _lock = new();
    private readonly ServedNetworkOptions _options;
    private Generation _current;

    internal ServedNetwork(string name, ServedNetworkOptions options)
    {
        (Name, _options) = (name, options);
        Detect = options.GivenDetector()?.Invoke(TNetwork.Info);
        _current = new Generation(Create(Source()), Read());
    }

    /// <summary>The name under which it is served.</summary>
    public string Name { get; }

    internal ServedNetworkOptions Options => _options;

    /// <summary>From outputs to boxes, where the network detects.</summary>
    internal Func<IReadOnlyList<ReadOnlyMemory<float>>, IReadOnlyList<Detection>>? Detect { get; }

    /// <summary>Borrows the network with the weights of this moment, which stay until it is given back.</summary>
    /// <returns>The network; to be disposed of after use.</returns>
    /// <exception cref="ObjectDisposedException">The application has ended.</exception>
    public NetworkLease<TNetwork> Rent()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_current.IsRetired, this);
            _current.Users++;
            return new NetworkLease<TNetwork>(_current.Network, _current.Labels, GiveBack(_current));
        }
    }

    /// <summary>Replaces the weights: who rents the network from now on gets the new ones, who has rented it keeps the old ones to the end.</summary>
    /// <param name="weights">Where the new weights come from.</param>
    /// <exception cref="WeightException">They are malformed, not those of the network, or fail its self test; the old ones stay.</exception>
    public void Replace(WeightSource weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Replace(new Generation(Create(weights), Read()));
    }

    /// <summary>Reads the files of weights and labels anew.</summary>
    internal void Reload() => Replace(Source());

    /// <inheritdoc/>
    public void Dispose() => Retire(_current);

    private WeightSource Source() => _options.Weights is { } path
        ? WeightSource.FromFile(path, copy: _options.WatchSeconds > 0)
        : _options.GivenWeights()
            ?? throw new OptionsValidationException(
                Name, typeof(ServedNetworkOptions), [
                    $"The network '{Name}' has no weights: set {nameof(ServedNetworkOptions.Weights)}, or call {nameof(ServedNetworkOptions.UseWeights)}."]);

    private TNetwork Create(WeightSource weights) => TNetwork.Create(weights, new NetworkOptions
    {
        MaxDegreeOfParallelism = _options.Threads,
        SelfTestTolerance = _options.SelfTestTolerance,
        AllowOtherWeights = _options.AllowOtherWeights,
    });

    /// <summary>Names of classes: as many as the one output of a network that classifies is long.</summary>
    private Labels? Read() =>
        _options.Labels is not { } path ? _options.GivenLabels() ?? TNetwork.Labels
        : Detect is null && TNetwork.Info.Outputs.Length == 1 ? Labels.FromFile(path, TNetwork.Info.Outputs[0].Length)
        : Labels.FromFile(path);

    private void Replace(Generation next)
    {
        Generation last;
        lock (_lock)
        {
            (last, _current) = (_current, next);
        }

        Retire(last);
    }

    private void Retire(Generation generation)
    {
        lock (_lock)
        {
            generation.IsRetired = true;
            if (generation.Users > 0)
            {
                return;
            }
        }

        generation.Network.Dispose();
    }

    private Action GiveBack(Generation generation) => () =>
    {
        lock (_lock)
        {
            generation.Users--;
            if (generation.Users > 0 || !generation.IsRetired)
            {
                return;
            }
        }

        generation.Network.Dispose();
    };

    /// <summary>A network with its weights, and who uses it.</summary>
    private sealed class Generation(TNetwork network, Labels? labels)
    {
        public TNetwork Network => network;

        public Labels? Labels => labels;

        public int Users { get; set; }

        public bool IsRetired { get; set; }
    }
}
