using System.Diagnostics;
using System.Globalization;
using Phalanx.Cluster.Keys;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>One run whose rounds are played by processes on this machine, in a folder and on a port of its own, compared with the same run of one process.</summary>
internal sealed class RunTheatre : IDisposable
{
    public const string Run = "far";

    private const string Settings = """
        agent.hidden=8 learner.batch_episodes=8 rollout.environments=12 evaluation.interval=6000 evaluation.episodes=7
        checkpoint.interval=2400 checkpoint.keep=1000 training.steps=10000000
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(180);

    private readonly List<ToolMachine> _machines = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("phalanx-rounds-").FullName;
    private readonly string _what;
    private readonly int _port = FreePort.Find();

    /// <param name="what">What is trained: an algorithm and an environment.</param>
    /// <param name="more">Further settings.</param>
    public RunTheatre(string what = "qmix predator-prey", string more = "")
    {
        string[] settings = $"{Settings} {more}".Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        _what = $"{what} --seed 4 {string.Join(' ', settings.Select(setting => $"--set {setting}"))}";
        ClusterKey.Make(At("cluster"));
    }

    public string Address => string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{_port}");

    public string At(params string[] parts) => Path.Combine([_folder, .. parts]);

    public ToolMachine Start(string arguments, params (string, string)[] environment)
    {
        var machine = new ToolMachine(_folder, arguments, network: null, environment);
        _machines.Add(machine);
        return machine;
    }

    public ToolMachine StartTrainer(string more = "") => Start($"train {_what} --out {Run} --threads 1 --listen {Address} {more}");

    public ToolMachine ResumeTrainer() => Start($"resume {Run} --threads 1 --listen {Address}");

    public ToolMachine StartWorker(string more = "", params (string, string)[] environment) => Start($"cluster join {Address} --slots 1 {more}", environment);

    /// <summary>Waits until a machine plays for the run.</summary>
    public void WaitToPlay(ToolMachine worker, int times = 1) => Until(() => worker.Output.Split("plays for the run").Length > times, worker);

    /// <summary>A trainer, and machines that play for it.</summary>
    public (ToolMachine Trainer, ToolMachine[] Workers) Begin(int workers)
    {
        ToolMachine[] started = [.. Enumerable.Range(0, workers).Select(_ => StartWorker())]; // they wait for it
        ToolMachine trainer = StartTrainer();
        Array.ForEach(started, worker => WaitToPlay(worker));
        return (trainer, started);
    }

    /// <summary>How many checkpoints there are.</summary>
    public int Saved() => Checkpoints().Count();

    private IEnumerable<string> Checkpoints() => Directory.Exists(At(Run, "checkpoints"))
        ? Directory.GetDirectories(At(Run, "checkpoints")).Select(path => Path.GetFileName(path)).Where(name => name.All(char.IsAsciiDigit))
        : [];

    public void Until(Func<bool> condition, params ToolMachine[] witnesses)
    {
        for (long start = Stopwatch.GetTimestamp(); !condition(); Thread.Sleep(20))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, $"it does not come to that: {string.Join("\n--\n", witnesses.Select(machine => machine.Output))}");
        }
    }

    /// <summary>Lets the run go on for a while, ends it, and compares it with the same run of one process. It is as long as the machine is quick.</summary>
    public void EndsAsIfUndisturbed(ToolMachine trainer)
    {
        int saved = Saved();
        Until(() => Saved() > saved + 1 || trainer.HasEnded, trainer);
        trainer.Signal("INT");
        Assert.Equal(130, trainer.End());
        string last = Checkpoints().MaxBy(long.Parse)!;
        ToolMachine end = Start($"resume {Run} --threads 1 --steps {last}");
        Assert.True(end.End(Limit) == 0, end.Output);
        ToolMachine alone = Start($"train {_what} --out alone --threads 1 --steps {last}");
        Assert.True(alone.End(Limit) == 0, alone.Output);
        SameRuns.Equal(At("alone"), At(Run));
    }

    public void Dispose()
    {
        _machines.ForEach(machine => machine.Dispose());
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception failure) when (FileFailures.IsOne(failure))
        {
            // A process that was just killed may still hold something.
        }
    }
}
