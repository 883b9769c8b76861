using System.Diagnostics;
using System.Globalization;

namespace Phalanx.Cluster.Tests.Drills;

/// <summary>What can happen to a machine of a cluster.</summary>
internal enum Blow
{
    /// <summary>A worker's agent is killed; its slots live and must end by themselves.</summary>
    AgentKilled,

    /// <summary>A worker's agent and slots are killed.</summary>
    MachineKilled,

    /// <summary>A slot is killed.</summary>
    SlotKilled,

    /// <summary>The hub is killed.</summary>
    HubKilled,

    /// <summary>A worker stands still for longer than its lease.</summary>
    WorkerStopped,

    /// <summary>Ctrl-C on a worker.</summary>
    WorkerInterrupted,
}

/// <summary>Strikes the machines of a theatre, which and how by a seed, and puts them right again after a while.</summary>
internal sealed class RandomBlows
{
    private readonly Theatre _theatre;
    private readonly Random _random;
    private readonly double _lease;
    private readonly Action<string> _tell;
    private readonly ToolMachine?[] _workers;
    private readonly List<(double Due, Action Repair)> _repairs = [];
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Dictionary<Blow, int> _counts = Enum.GetValues<Blow>().ToDictionary(blow => blow, _ => 0);
    private ToolMachine? _hub;

    public RandomBlows(Theatre theatre, ToolMachine hub, ToolMachine[] workers, int seed, double lease, Action<string> tell) =>
        (_theatre, _hub, _workers, _random, _lease, _tell) = (theatre, hub, [.. workers], new Random(seed), lease, tell);

    /// <summary>How often what happened.</summary>
    public IReadOnlyDictionary<Blow, int> Counts => _counts;

    /// <summary>Whether the hub is up, as far as is known.</summary>
    public bool HasHub => _hub is not null;

    /// <summary>Whether all machines are up.</summary>
    public bool AreRepaired => _repairs.Count == 0;

    private double Now => Stopwatch.GetElapsedTime(_began).TotalSeconds;

    /// <summary>Strikes one machine that stands.</summary>
    public void Strike()
    {
        for (int tries = 0; tries < 50; tries++)
        {
            var blow = (Blow)_random.Next(_counts.Count);
            int worker = _random.Next(_workers.Length);
            double measure = _random.NextDouble();
            if (blow == Blow.HubKilled ? StrikeHub(measure) : _workers[worker] is { } standing && Strike(blow, worker, standing, measure))
            {
                _counts[blow]++;
                return;
            }
        }

        _tell("nothing stands that could be struck");
    }

    /// <summary>Puts right what is due, and fails where a machine that was not struck has ended.</summary>
    public void Repair()
    {
        foreach ((double _, Action repair) in _repairs.Where(repair => repair.Due <= Now).ToArray())
        {
            _repairs.RemoveAll(each => each.Repair == repair);
            repair();
        }

        for (int worker = 0; worker < _workers.Length; worker++)
        {
            // On a machine that is full of work a connection may take longer than a worker waits for it. What supervises programs starts it again.
            if (_workers[worker] is { HasEnded: true, HasJoined: false } late && late.End() == 2)
            {
                _tell(string.Create(CultureInfo.InvariantCulture, $"worker {worker} did not reach the hub and is started again: {late.Output}"));
                _workers[worker] = _theatre.BeginWorker();
            }
        }

        Assert.All(_workers.Append(_hub).OfType<ToolMachine>(), machine => Assert.False(machine.HasEnded, $"it ended by itself: {machine.Output}"));
    }

    private bool StrikeHub(double measure)
    {
        if (_hub is not { } hub)
        {
            return false;
        }

        double seconds = 1 + (measure * _lease);
        hub.Kill();
        _hub = null;
        Later(seconds, () => _hub = _theatre.StartHub());
        Tell("the hub is killed", seconds);
        return true;
    }

    private bool Strike(Blow blow, int number, ToolMachine worker, double measure)
    {
        IReadOnlyList<int> slots = worker.Children;
        double seconds = (0.3 + measure) * _lease;
        string name = string.Create(CultureInfo.InvariantCulture, $"worker {number}");
        switch (blow)
        {
            case Blow.SlotKilled when slots.Count == 0:
                return false;
            case Blow.SlotKilled:
                ToolMachine.Signal(slots[0], "KILL");
                _tell($"a slot of {name} is killed");
                return true;
            case Blow.WorkerStopped:
                seconds += 1.5 * _lease;
                worker.Signal("STOP");
                Signal(slots, "STOP");
                Tell($"{name} stands still", seconds);
                Later(seconds, () =>
                {
                    Signal(slots, "CONT");
                    worker.Signal("CONT");
                    _workers[number] = worker;
                });
                break;
            case Blow.AgentKilled:
                worker.KillAgent();
                Tell($"the agent of {name} is killed", seconds);
                Restart(number, seconds, () => _theatre.Until(() => slots.All(ToolMachine.IsGone), worker));
                break;
            case Blow.MachineKilled:
                worker.Kill();
                Tell($"{name} is killed", seconds);
                Restart(number, seconds, () => { });
                break;
            default:
                worker.Signal("INT");
                Tell($"{name} is interrupted", seconds);
                Restart(number, seconds, () => Assert.True(worker.End() == 130, worker.Output));
                break;
        }

        _workers[number] = null;
        return true;
    }

    private static void Signal(IEnumerable<int> processes, string name)
    {
        foreach (int process in processes)
        {
            ToolMachine.Signal(process, name);
        }
    }

    private void Restart(int number, double seconds, Action check) => Later(seconds, () =>
    {
        check();
        _workers[number] = _theatre.BeginWorker();
    });

    private void Later(double seconds, Action repair) => _repairs.Add((Now + seconds, repair));

    private void Tell(string what, double seconds) => _tell(string.Create(CultureInfo.InvariantCulture, $"{what} for {seconds:F0} s"));
}
