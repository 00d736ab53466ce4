namespace MobileNetGen.AspNetCore;

/// <summary>A network that was rented; disposing gives it back.</summary>
/// <typeparam name="TNetwork">The network's class.</typeparam>
public sealed class NetworkLease<TNetwork> : IDisposable
    where TNetwork : class
{
    private Action? _giveBack;

    internal NetworkLease(TNetwork network, Labels? labels, Action giveBack) => (Network, Labels, _giveBack) = (network, labels, giveBack);

    /// <summary>The network, which must not be used after this was disposed of.</summary>
    public TNetwork Network { get; }

    /// <summary>Names of its classes; null if they have none.</summary>
    public Labels? Labels { get; }

    /// <summary>Gives the network back.</summary>
    public void Dispose() => Interlocked.Exchange(ref _giveBack, null)?.Invoke();
}
