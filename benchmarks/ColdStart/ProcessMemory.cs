namespace MobileNetGen.ColdStart;

/// <summary>What Linux says of the process.</summary>
internal static class ProcessMemory
{
    private const string Peak = "VmHWM:";

    /// <summary>Minor page faults are the tenth number of <c>/proc/self/stat</c>, the eighth after the command's closing bracket.</summary>
    private const int MinorFaults = 8;

    public static string DisplayText()
    {
        var peak = File.ReadLines("/proc/self/status").First(line => line.StartsWith(Peak, StringComparison.Ordinal))[Peak.Length..].Trim();
        var stat = File.ReadAllText("/proc/self/stat");
        return $"peak {peak}, {stat[stat.LastIndexOf(')')..].Split(' ')[MinorFaults]} page faults";
    }
}
