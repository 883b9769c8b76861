using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>Slurm on this machine alone, with two processors and two partitions, of which the high one takes them away from the low one. Nothing of it outlives it.</summary>
internal sealed class SlurmNode : IDisposable
{
    /// <summary>What a drill with Slurm asks the machine for.</summary>
    public const string Needed = "command -v slurmctld && command -v slurmd && command -v munged && command -v sbatch";

    private readonly string _folder;
    private readonly List<Process> _daemons = [];

    public SlurmNode(string folder)
    {
        _folder = folder;
        foreach (string name in (string[])["state", "spool"])
        {
            Directory.CreateDirectory(At(name));
        }

        File.WriteAllBytes(At("munge.key"), RandomNumberGenerator.GetBytes(128));
        Shell.Run("chmod", "0400", At("munge.key"));
        File.WriteAllText(At("slurm.conf"), Configuration(Shell.Run("hostname", "--short").Trim()));
        Start("munged", "--foreground", "--force", $"--key-file={At("munge.key")}", $"--socket={At("munge.socket")}", $"--pid-file={At("munge.pid")}", $"--log-file={At("munge.log")}", $"--seed-file={At("munge.seed")}");
        Start("slurmctld", "-D", "-f", At("slurm.conf"));
        Start("slurmd", "-D", "-f", At("slurm.conf"));
    }

    /// <summary>Whether the node takes jobs.</summary>
    public bool IsReady => Run("sinfo", "--noheader", "--format=%T").Contains("idle", StringComparison.Ordinal);

    /// <summary>Runs a command of Slurm's, and returns what it says.</summary>
    public string Run(string program, params string[] arguments) => Answer(program, arguments).Output;

    /// <summary>Submits a job from a folder, where programs of another folder are found before all others, and returns its number.</summary>
    public string Submit(string folder, string programs, params string[] arguments)
    {
        ProcessStartInfo start = Command("sbatch", ["--parsable", .. arguments]);
        start.WorkingDirectory = folder;
        start.Environment["PATH"] = $"{programs}:{Environment.GetEnvironmentVariable("PATH")}";
        using Process process = Process.Start(start)!;
        string number = process.StandardOutput.ReadToEnd().Trim();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, error);
        return number;
    }

    /// <summary>The states of a job's tasks, such as <c>RUNNING</c>; none when all have ended.</summary>
    public string[] StatesOf(string job)
    {
        // All jobs are listed: of one that has ended Slurm says that there is none, with the code that it has when it cannot answer.
        while (true)
        {
            (int code, string output) = Answer("squeue", "--noheader", "--array", "--format=%F %T");
            if (code == 0)
            {
                return [.. output.Split('\n').Where(line => line.StartsWith($"{job} ", StringComparison.Ordinal)).Select(line => line[(job.Length + 1)..].Trim())];
            }

            Thread.Sleep(100);
        }
    }

    public void Dispose()
    {
        Run("scancel", "--signal=KILL", "--full", "--user=root");
        foreach (Process daemon in Enumerable.Reverse(_daemons))
        {
            ToolMachine.Signal(daemon.Id, "TERM");
            if (!daemon.WaitForExit(TimeSpan.FromSeconds(10)))
            {
                daemon.Kill(entireProcessTree: true);
            }

            daemon.Dispose();
        }
    }

    private string At(string name) => Path.Combine(_folder, name);

    private (int Code, string Output) Answer(string program, params string[] arguments)
    {
        using Process process = Process.Start(Command(program, arguments))!;
        process.BeginErrorReadLine();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }

    private void Start(string program, params string[] arguments)
    {
        Process daemon = Process.Start(Command(program, arguments))!;
        daemon.BeginOutputReadLine(); // what they say is in their logs
        daemon.BeginErrorReadLine();
        _daemons.Add(daemon);
        Thread.Sleep(500);
        Assert.False(daemon.HasExited, $"{program} ended");
    }

    private ProcessStartInfo Command(string program, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["SLURM_CONF"] = At("slurm.conf");
        return start;
    }

    private string Configuration(string node) => string.Create(CultureInfo.InvariantCulture, $"""
        ClusterName=drill
        SlurmctldHost={node}(127.0.0.1)
        AuthType=auth/munge
        AuthInfo=socket={At("munge.socket")}
        SlurmUser=root
        SlurmdUser=root
        StateSaveLocation={At("state")}
        SlurmdSpoolDir={At("spool")}
        SlurmctldPidFile={At("slurmctld.pid")}
        SlurmdPidFile={At("slurmd.pid")}
        SlurmctldLogFile={At("slurmctld.log")}
        SlurmdLogFile={At("slurmd.log")}
        SlurmctldPort={FreePort.Find()}
        SlurmdPort={FreePort.Find()}
        ProctrackType=proctrack/linuxproc
        TaskPlugin=task/none
        SwitchType=switch/none
        MpiDefault=none
        SelectType=select/cons_tres
        SelectTypeParameters=CR_CPU
        ReturnToService=2
        PreemptType=preempt/partition_prio
        PreemptMode=REQUEUE
        SchedulerParameters=sched_interval=1,bf_interval=1
        AccountingStorageType=accounting_storage/none
        JobAcctGatherType=jobacct_gather/none
        NodeName={node} NodeAddr=127.0.0.1 CPUs=2 State=UNKNOWN
        PartitionName=low Nodes={node} Default=YES PriorityTier=1
        PartitionName=high Nodes={node} PriorityTier=10 PreemptMode=OFF

        """);
}
