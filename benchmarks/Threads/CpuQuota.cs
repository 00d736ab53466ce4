using System.Globalization;

namespace MobileNetGen.Benchmarks.Threads;

/// <summary>A control group of Linux that holds a process to a part of the cores, as containers are held.</summary>
internal sealed class CpuQuota : IDisposable
{
    private const int PeriodMicroseconds = 100_000;

    private readonly string _folder;

    private CpuQuota(string folder) => _folder = folder;

    /// <summary>Null where groups cannot be made.</summary>
    /// <param name="cores">How much time, in cores.</param>
    public static CpuQuota? TryCreate(double cores)
    {
        var quota = ((int)(cores * PeriodMicroseconds)).ToString(CultureInfo.InvariantCulture);
        var name = $"mobilenetgen-{Environment.ProcessId}";
        return File.Exists("/sys/fs/cgroup/cgroup.controllers")
            ? TryCreate(Path.Combine("/sys/fs/cgroup", name), ("cpu.max", $"{quota} {PeriodMicroseconds}"))
            : TryCreate(Path.Combine("/sys/fs/cgroup/cpu", name), ("cpu.cfs_period_us", $"{PeriodMicroseconds}"), ("cpu.cfs_quota_us", quota));
    }

    public void Add(int process) => File.WriteAllText(Path.Combine(_folder, "cgroup.procs"), process.ToString(CultureInfo.InvariantCulture));

    public void Dispose() => Directory.Delete(_folder);

    private static CpuQuota? TryCreate(string folder, params (string File, string Value)[] settings)
    {
        try
        {
            Directory.CreateDirectory(folder);
            foreach (var (file, value) in settings)
            {
                File.WriteAllText(Path.Combine(folder, file), value);
            }

            return new CpuQuota(folder);
        }
        catch (Exception denied) when (denied is IOException or UnauthorizedAccessException)
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder);
            }

            return null;
        }
    }
}
