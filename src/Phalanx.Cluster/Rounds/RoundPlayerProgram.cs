using System.Text.Json;
using Phalanx.Cluster.Contracts;
using Phalanx.Cluster.Keys;
using Phalanx.Cluster.Wiring;
using Phalanx.Environments;
using Phalanx.Foundation;
using Phalanx.Learning.Algorithms;
using Phalanx.Studies.Slots;

namespace Phalanx.Cluster.Rounds;

/// <summary>
/// The inside of the process that plays rounds for a run on this machine. It dials the trainer itself, so that episodes pass through no other process; an
/// environment that crashes takes it along and nothing else. A closed input means: stop.
/// </summary>
/// <remarks>A program with environments of its own is its own player: started with <see cref="Word"/> as its only argument, it calls <see cref="Run"/> with its registries.</remarks>
public sealed class RoundPlayerProgram
{
    /// <summary>The argument that makes a program a player of rounds.</summary>
    public const string Word = "play";

    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(0.5);

    private readonly EnvironmentRegistry _environments;
    private readonly AlgorithmRegistry _algorithms;
    private readonly TextWriter _output;
    private readonly Lock _gate = new();

    private RoundPlayerProgram(EnvironmentRegistry environments, AlgorithmRegistry algorithms, TextWriter output) =>
        (_environments, _algorithms, _output) = (environments, algorithms, output);

    /// <summary>Plays until the run is done, or until it is told to stop.</summary>
    /// <param name="environments">The environments there are.</param>
    /// <param name="algorithms">The algorithms there are.</param>
    /// <param name="input">Where the order comes from.</param>
    /// <param name="output">Where reports go.</param>
    /// <param name="cancellation">Means the same as the end of the input.</param>
    public static async Task Run(
        EnvironmentRegistry environments, AlgorithmRegistry algorithms, TextReader input, TextWriter output, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var program = new RoundPlayerProgram(environments, algorithms, output);
        if (input.ReadLine() is not { } line || JsonSerializer.Deserialize(line, PlayerJson.Default.PlayerOrder) is not { } order)
        {
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        new Thread(() => StopAtEnd(input, stop)) { IsBackground = true, Name = "Phalanx end of input" }.Start();
        (PlayerEnd end, string? sentence) = await program.Play(order, stop.Token).ConfigureAwait(false);
        program.Report(new PlayerReport { End = end, Line = sentence });
    }

    private static void StopAtEnd(TextReader input, CancellationTokenSource stop)
    {
        while (input.ReadLine() is not null)
        {
        }

        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The program has ended before its input.
        }
    }

    private async Task<(PlayerEnd End, string? Sentence)> Play(PlayerOrder order, CancellationToken stop)
    {
        try
        {
            using var key = ClusterKey.ReadWorker(order.Key);
            await using var link = new HubLink(order.Hub, key, log: null);
            var watch = new LinkWatch(link, order.Hub, TimeSpan.FromSeconds(order.PatienceSeconds), away => Say(away ? "the trainer does not answer" : "the trainer is back"));
            PlayerCrew? crew = null;
            await watch.Connect(stop).ConfigureAwait(false);
            try
            {
                while (true)
                {
                    (RunTerms terms, PlayerEnd? end) = await Join(link, watch, order, stop).ConfigureAwait(false);
                    if (end is not null)
                    {
                        return (end.Value, terms.Refusal);
                    }

                    if (crew?.Fits(terms) != true)
                    {
                        crew?.Dispose();
                        crew = null;
                        crew = new PlayerCrew(order, terms, _environments, _algorithms, Hangs);
                    }

                    Say($"{order.Worker} plays for the run at {order.Hub} with {order.Slots} slots");
                    if (await crew.Play(link, watch, stop).ConfigureAwait(false) is { } over)
                    {
                        return (over, over == PlayerEnd.Done ? "the run is done" : null);
                    }
                }
            }
            finally
            {
                crew?.Dispose();
            }
        }
        catch (UserErrorException refusal)
        {
            return (PlayerEnd.Refused, refusal.Message);
        }
        catch (IOException lost)
        {
            return (PlayerEnd.Lost, lost.Message);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return (PlayerEnd.Stopped, null);
        }
    }

    /// <summary>Introduces itself, and waits while the trainer is away or opens its run.</summary>
    private async Task<(RunTerms Terms, PlayerEnd? End)> Join(HubLink link, LinkWatch watch, PlayerOrder order, CancellationToken stop)
    {
        var hello = new WorkerHello(order.Worker, WireClass.Of(SlotClass.Of(_environments, _algorithms)), order.Slots, 0);
        while (true)
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                RunTerms terms = await link.Rounds(rounds => rounds.Join(hello)).ConfigureAwait(false);
                watch.Heard();
                if (terms.Refusal is not null)
                {
                    return (terms, PlayerEnd.Refused);
                }

                if (terms.Settings is not null)
                {
                    return (terms, null);
                }
            }
            catch (HubUnreachableException)
            {
                await watch.Missed(stop).ConfigureAwait(false);
            }

            await Task.Delay(AskAgain, stop).ConfigureAwait(false);
        }
    }

    private void Hangs(string sentence) => Report(new PlayerReport { End = PlayerEnd.Hangs, Line = sentence });

    private void Say(string line) => Report(new PlayerReport { Line = line });

    private void Report(PlayerReport report)
    {
        lock (_gate)
        {
            _output.WriteLine(PlayerJson.Line(report));
            _output.Flush();
        }
    }
}
