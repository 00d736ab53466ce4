namespace MobileNetGen.Threading;

/// <summary>
/// The threads that help callers: one team for the process, parked when idle. A run takes helpers that are free and never
/// waits for one. The first run gets all that it asks for; others at the same time only what leaves each thread a core.
/// </summary>
/// <param name="create">Makes a helper, whose thread starts.</param>
internal sealed class WorkerTeam(Func<Helper> create)
{
    /// <summary>Workers of one run for each core: more were never of use.</summary>
    public const int MaxForEachCore = 4;

    public static readonly WorkerTeam Shared = new(() => new Helper());

    private readonly Helper?[] _helpers = new Helper?[Environment.ProcessorCount * MaxForEachCore];
    private int _threads;

    /// <summary>Threads of all runs under way that have helpers, callers included.</summary>
    public int Threads => Volatile.Read(ref _threads);

    /// <summary>False where one thread that spins may keep another from the core that it needs.</summary>
    public bool HasCoreForEach => Environment.ProcessorCount > 1 && Threads <= Environment.ProcessorCount;

    /// <summary>Takes helpers for a run; <see cref="Release"/> must follow if there are any.</summary>
    /// <param name="helpers">Where they are put, as many as the run can use.</param>
    /// <returns>How many there are.</returns>
    public int Claim(Helper[] helpers)
    {
        if (helpers.Length == 0)
        {
            return 0;
        }

        var wanted = helpers.Length + 1;
        var others = Interlocked.Add(ref _threads, wanted) - wanted;
        var allowed = others == 0 ? wanted : Math.Clamp(Environment.ProcessorCount - others, 1, wanted);
        var claimed = Claim(helpers.AsSpan(0, allowed - 1));
        Release(claimed == 0 ? wanted : helpers.Length - claimed);
        return claimed;
    }

    /// <summary>After a run: its threads do other things.</summary>
    public void Release(int threads) => Interlocked.Add(ref _threads, -threads);

    private int Claim(Span<Helper> helpers)
    {
        var claimed = 0;
        for (var slot = 0; slot < _helpers.Length && claimed < helpers.Length; slot++)
        {
            if ((Volatile.Read(ref _helpers[slot]) ?? CreateHelper(slot)) is not { } helper)
            {
                break;
            }

            if (helper.TryClaim())
            {
                helpers[claimed++] = helper;
            }
        }

        return claimed;
    }

    /// <summary>Null where the system starts no further thread: a run goes on with the helpers that there are, as it does where all are taken.</summary>
    private Helper? CreateHelper(int slot)
    {
        lock (_helpers)
        {
            try
            {
                return _helpers[slot] ??= create();
            }
            catch (Exception none) when (none is OutOfMemoryException or ThreadStartException)
            {
                return null;
            }
        }
    }
}
