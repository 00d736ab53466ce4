namespace MobileNetGen.Engine;

/// <summary>Workspaces that wait for the next run. Renting and returning take no lock and make no objects.</summary>
internal sealed class WorkspacePool(Func<Workspace> create) : IDisposable
{
    /// <summary>Workspaces kept; more runs at once are served, but theirs are freed afterwards.</summary>
    private readonly Workspace?[] _slots = new Workspace?[Math.Max(8, 2 * Environment.ProcessorCount)];
    private volatile bool _disposed;

    public Workspace Rent() => Take() ?? create();

    public void Return(Workspace workspace)
    {
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            if (Interlocked.CompareExchange(ref _slots[slot], workspace, null) is null)
            {
                if (_disposed)
                {
                    Drain();
                }

                return;
            }
        }

        workspace.Dispose();
    }

    public void Dispose()
    {
        _disposed = true;
        Drain();
    }

    private void Drain()
    {
        while (Take() is { } workspace)
        {
            workspace.Dispose();
        }
    }

    private Workspace? Take()
    {
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            if (Volatile.Read(ref _slots[slot]) is not null && Interlocked.Exchange(ref _slots[slot], null) is { } workspace)
            {
                return workspace;
            }
        }

        return null;
    }
}
