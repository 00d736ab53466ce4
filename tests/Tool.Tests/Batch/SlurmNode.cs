using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Xunit;

namespace MobileNetGen.Tool.Tests.Batch;

/// <summary>A Slurm of one node on this machine, with folders, keys and ports of its own, which ends with the test.</summary>
internal sealed class SlurmNode : IDisposable
{
    /// <summary>How long a requeued job waits: as long as the old one's credential is good.</summary>
    private const int CredentialSeconds = 20;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);
    private static readonly string[] s_programs = ["munged", "slurmctld", "slurmd", "sbatch", "scontrol", "squeue"];

    private readonly TemporaryFolder _folder = new();
    private readonly List<Process> _daemons = [];

    public SlurmNode()
    {
        var key = _folder.File("munge.key", RandomNumberGenerator.GetBytes(128));
        Child.Run("chmod", "400", key);
        var socket = _folder.Path("munge.socket");
        File.WriteAllText(_folder.Path("slurm.conf"), Configuration(socket));
        Start("munged", "--foreground", "--force", "--key-file", key, "--socket", socket, "--pid-file", _folder.Path("munge.pid"),
            "--log-file", _folder.Path("munge.log"), "--seed-file", _folder.Path("munge.seed"));
        WaitUntil(() => File.Exists(socket), "munged opens its socket");
        Directory.CreateDirectory(_folder.Path("state"));
        Directory.CreateDirectory(_folder.Path("spool"));
        Start("slurmctld", "-D", "-f", _folder.Path("slurm.conf"));
        Start("slurmd", "-D", "-f", _folder.Path("slurm.conf"), "-N", Environment.MachineName);
        WaitUntil("scontrol", ["show", "node"], said => said.Contains("State=IDLE", StringComparison.Ordinal), "the node is idle");
    }

    /// <summary>What is missing of it on this machine, or null.</summary>
    public static string? Missing => s_programs.FirstOrDefault(program => Find(program) is null);

    /// <summary>Waits for what a command says sooner or later.</summary>
    public void WaitUntil(string program, string[] args, Func<string, bool> isSo, string what)
    {
        WaitUntil(
            () =>
            {
                Thread.Sleep(s_pause);
                return isSo(Command(program, args).Output);
            },
            what);
    }

    /// <summary>Waits for what comes sooner or later.</summary>
    public void WaitUntil(Func<bool> isSo, string what)
    {
        for (var start = Stopwatch.GetTimestamp(); !isSo(); Thread.Sleep(1))
        {
            if (Stopwatch.GetElapsedTime(start) > s_patience || _daemons.Exists(daemon => daemon.HasExited))
            {
                Assert.Fail($"Not so after {Stopwatch.GetElapsedTime(start)}: {what}.\n{Said()}");
            }
        }
    }

    /// <summary>A command, with this node as its Slurm.</summary>
    public Child Command(string program, params string[] args)
    {
        var start = new ProcessStartInfo(Find(program)!, args) { WorkingDirectory = _folder.Name };
        start.Environment["SLURM_CONF"] = _folder.Path("slurm.conf");
        return Child.Run(start);
    }

    public void Dispose()
    {
        foreach (var daemon in Enumerable.Reverse(_daemons))
        {
            daemon.Kill(entireProcessTree: true);
            daemon.WaitForExit();
            daemon.Dispose();
        }

        _folder.Dispose();
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/usr/bin").Split(':')
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static int FreePort()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private string Configuration(string socket) => $"""
        ClusterName=test
        SlurmctldHost={Environment.MachineName}(127.0.0.1)
        SlurmUser={Environment.UserName}
        SlurmdUser={Environment.UserName}
        AuthType=auth/munge
        AuthInfo=socket={socket},cred_expire={CredentialSeconds}
        SlurmctldPort={FreePort()}
        SlurmdPort={FreePort()}
        StateSaveLocation={_folder.Path("state")}
        SlurmdSpoolDir={_folder.Path("spool")}
        SlurmctldPidFile={_folder.Path("slurmctld.pid")}
        SlurmdPidFile={_folder.Path("slurmd.pid")}
        SlurmctldLogFile={_folder.Path("slurmctld.log")}
        SlurmdLogFile={_folder.Path("slurmd.log")}
        ProctrackType=proctrack/linuxproc
        TaskPlugin=task/none
        JobAcctGatherType=jobacct_gather/none
        SelectType=select/cons_tres
        SelectTypeParameters=CR_CPU
        SlurmdParameters=config_overrides
        ReturnToService=2
        KillWait=1
        MinJobAge=36000
        SchedulerParameters=sched_interval=2,batch_sched_delay=1
        MailProg=/bin/true
        NodeName={Environment.MachineName} NodeAddr=127.0.0.1 CPUs=2
        PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP

        """;

    private void Start(string program, params string[] args)
    {
        var start = new ProcessStartInfo(Find(program)!, args) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["SLURM_CONF"] = _folder.Path("slurm.conf");
        var daemon = Process.Start(start)!;
        daemon.OutputDataReceived += (_, _) => { };
        daemon.ErrorDataReceived += (_, _) => { };
        daemon.BeginOutputReadLine();
        daemon.BeginErrorReadLine();
        _daemons.Add(daemon);
    }

    private string Said() => string.Join('\n', Directory.EnumerateFiles(_folder.Name, "*.log")
        .Select(log => $"{Path.GetFileName(log)}:\n{string.Join('\n', File.ReadLines(log).TakeLast(20))}"));
}
