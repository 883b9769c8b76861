using System.Text.Json;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Runs;
using Phalanx.Learning.Settings;
using Phalanx.Learning.Training;
using Phalanx.Settings;

namespace Phalanx.Studies.Slots;

/// <summary>
/// The inside of a slot: a process that trains cell after cell. Orders come as lines on standard input, reports go as lines to standard output. A cell
/// that crashes takes its slot along and nothing else. A closed input means: save, and end.
/// </summary>
/// <remarks>
/// A program with environments of its own is its own slot: started with <see cref="Word"/> as its only argument, it calls <see cref="Run"/> with
/// its registries.
/// </remarks>
public sealed class SlotProgram
{
    /// <summary>The argument that makes a program a slot.</summary>
    public const string Word = "slot";

    /// <summary>An order to tell what the slot computes in, and to train nothing.</summary>
    public const string ClassQuestion = "class";

    /// <summary>How an order begins to hold checkpoints of the run that is trained, which follow it.</summary>
    internal const string HoldOrder = "hold";

    private readonly EnvironmentRegistry _environments;
    private readonly AlgorithmRegistry _algorithms;
    private readonly TextWriter _output;
    private readonly Lock _gate = new();
    private volatile HeldCheckpoints? _held;
    private long _tEnv;

    private SlotProgram(EnvironmentRegistry environments, AlgorithmRegistry algorithms, TextWriter output) =>
        (_environments, _algorithms, _output) = (environments, algorithms, output);

    /// <summary>Trains until there are no more orders.</summary>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="input">Where orders come from.</param>
    /// <param name="output">Where reports go.</param>
    /// <param name="cancellation">Means the same as the end of the input: save, and end.</param>
    public static void Run(
        EnvironmentRegistry environments, AlgorithmRegistry algorithms, TextReader input, TextWriter output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        var slot = new SlotProgram(environments, algorithms, output);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var orders = new OrderQueue();
        using CancellationTokenRegistration completion = cancellation.Register(orders.Complete);

        // Read beside the training, so that the end of the input stops a cell at once.
        var reader = new Thread(() =>
        {
            while (input.ReadLine() is { } line)
            {
                if (HeldCheckpoints.Of(line) is { } held)
                {
                    slot.Hold(held);
                    continue;
                }

                orders.Add(line);
            }

            orders.Complete();
            try
            {
                stop.Cancel();
            }
            catch (ObjectDisposedException)
            {
                // The slot was cancelled, and has ended before its input.
            }
        })
        {
            IsBackground = true,
            Name = "Phalanx slot orders",
        };
        reader.Start();
        while (orders.Take() is { } line)
        {
            slot.Report(line == ClassQuestion ? slot.Answer() : slot.Train(line, stop.Token));
        }
    }

    private SlotReport Answer()
    {
        try
        {
            return new SlotReport { Outcome = SlotOutcome.Done, Class = SlotClass.Of(_environments, _algorithms) };
        }
        catch (UserErrorException refusal)
        {
            return new SlotReport { Outcome = SlotOutcome.UserError, Message = refusal.Message };
        }
    }

    /// <summary>Holds checkpoints of the run that is trained, at once: a run that has ended deletes none.</summary>
    private void Hold(long[] checkpoints)
    {
        if (_held is { } held)
        {
            Report(new SlotReport { Held = held.Hold(checkpoints) });
        }
    }

    private SlotReport Train(string line, CancellationToken stop)
    {
        try
        {
            SlotOrder order = JsonSerializer.Deserialize(line, SlotJson.Default.SlotOrder) ?? throw new JsonException();
            _tEnv = 0;
            using Trainer trainer = Open(order);
            try
            {
                return Train(trainer, stop);
            }
            finally
            {
                _tEnv = trainer.Status.TEnv;
                _held = null;
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new SlotReport { Outcome = SlotOutcome.Stopped };
        }
        catch (UserErrorException refusal)
        {
            return new SlotReport { Outcome = SlotOutcome.UserError, Message = refusal.Message };
        }
        catch (Exception fault) when (fault is MachineFaultException or OutOfMemoryException or IOException)
        {
            return new SlotReport { TEnv = _tEnv, Outcome = SlotOutcome.MachineFault, Message = FailureSentence.Of(fault) };
        }
#pragma warning disable CA1031 // A slot tells of every failure and goes on with the next cell.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return new SlotReport { TEnv = _tEnv, Outcome = SlotOutcome.Fault, Message = FailureSentence.Of(fault) };
        }
    }

    private static SlotReport Train(Trainer trainer, CancellationToken stop)
    {
        try
        {
            RunSummary summary = trainer.Run(stop);
            bool done = summary.TEnv >= trainer.Settings.Training.Steps;
            return new SlotReport { TEnv = summary.TEnv, Figures = summary.Final, Outcome = done ? SlotOutcome.Done : SlotOutcome.Stopped };
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return new SlotReport { TEnv = trainer.Status.TEnv, Outcome = SlotOutcome.Stopped };
        }
    }

    /// <summary>The cell's trainer: one that goes on where there is a run, else one that begins.</summary>
    private Trainer Open(SlotOrder order)
    {
        _held = new HeldCheckpoints(order.Held);
        var services = new TrainerServices
        {
            Observer = new Reporter(this),
            Retention = _held,
            Threads = order.Threads,
            MemoryLimit = order.MemoryLimit,
            AllowsCommand = !order.IsForeign, // a cell of this machine is of a study of the user's own
            EndsOnDiskFault = order.IsForeign, // another machine goes on with it
        };
        var resolver = new SettingsResolver(_algorithms.SettingsOf, _environments.SettingsOf);
        RunSettings settings = resolver.Resolve(new RunRequest { ConfigFile = order.SettingsFile }).Run;
        if (order.IsForeign && _environments[settings.EnvironmentName].Command is not null)
        {
            throw new UserErrorException($"'{settings.EnvironmentName}' is a program of one machine, and these settings came from another");
        }

        if (order.IsForeign)
        {
            ThrowIfPath(settings, order.SettingsFile);
        }

        if (RunDirectory.IsAt(order.Folder))
        {
            return Trainer.Resume(
                order.Folder, settings.Training.Steps, _environments, _algorithms, services: services, skipFaults: settings.Rollout.SkipFaults);
        }

        return Trainer.Start(settings, order.Folder, _environments, _algorithms, services);
    }

    /// <summary>Refuses settings of another machine that name a file of this one: what came with them lies beside them.</summary>
    private static void ThrowIfPath(RunSettings settings, string settingsFile)
    {
        string beside = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(settingsFile) ?? "", InputFiles.Folder));
        if (InputFiles.Of(settings).FirstOrDefault(path => InputFiles.NameIn(path) is null || Path.GetDirectoryName(path) != beside) is { } named)
        {
            throw new UserErrorException($"the settings came from another machine and name the file {Shown.Name(named)} of this one");
        }
    }

    private void Report(SlotReport report)
    {
        lock (_gate)
        {
            _output.WriteLine(SlotJson.Line(report));
            _output.Flush();
        }
    }

    /// <summary>Tells of rounds, at most twice a second, and of every test.</summary>
    private sealed class Reporter(SlotProgram slot) : ITrainerObserver
    {
        private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);

        private long _last;

        public void RoundEnded(TrainingProgress progress, RoundReport round)
        {
            if (System.Diagnostics.Stopwatch.GetElapsedTime(_last) >= Interval)
            {
                _last = System.Diagnostics.Stopwatch.GetTimestamp();
                slot.Report(new SlotReport { TEnv = progress.TEnv });
            }
        }

        public void Evaluated(TrainingProgress progress, IReadOnlyDictionary<string, double> figures) =>
            slot.Report(new SlotReport { TEnv = progress.TEnv, Figures = figures });
    }
}
