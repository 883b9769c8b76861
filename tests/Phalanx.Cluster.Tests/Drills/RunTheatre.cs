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
        checkpoint.interval=2400 checkpoint.keep=100 training.steps=24000
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

    /// <summary>A trainer that waits for nothing, and machines that play for it.</summary>
    public (ToolMachine Trainer, ToolMachine[] Workers) Begin(int workers)
    {
        ToolMachine[] started = [.. Enumerable.Range(0, workers).Select(_ => StartWorker())]; // they wait for it
        ToolMachine trainer = StartTrainer();
        Array.ForEach(started, worker => WaitToPlay(worker));
        return (trainer, started);
    }

    /// <summary>How many checkpoints there are.</summary>
    public int Saved() => Directory.Exists(At(Run, "checkpoints")) ? Directory.GetDirectories(At(Run, "checkpoints")).Length : 0;

    /// <summary>Whether the run makes no progress for a while.</summary>
    public bool Standstill()
    {
        string before = Progress();
        Thread.Sleep(1000);
        return before.Length > 0 && before == Progress();

        string Progress() => string.Join(' ', Directory.Exists(At(Run)) ? Directory.GetFiles(At(Run), "*", SearchOption.AllDirectories).Select(file => $"{file} {new FileInfo(file).Length}") : []);
    }

    public void Until(Func<bool> condition, params ToolMachine[] witnesses)
    {
        for (long start = Stopwatch.GetTimestamp(); !condition(); Thread.Sleep(20))
        {
            Assert.True(Stopwatch.GetElapsedTime(start) < Limit, $"it does not come to that: {string.Join("\n--\n", witnesses.Select(machine => machine.Output))}");
        }
    }

    /// <summary>Waits for the end of the run, and compares it with the same run of one process.</summary>
    public void EndsAsIfUndisturbed(ToolMachine trainer)
    {
        int code = trainer.End(Limit);
        Assert.True(code == 0, trainer.Output);
        using var alone = new ToolMachine(_folder, $"train {_what} --out alone --threads 1");
        Assert.Equal(0, alone.End(Limit));
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
