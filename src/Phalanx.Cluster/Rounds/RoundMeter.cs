using System.Globalization;
using Phalanx.Learning.Rollouts;
using Phalanx.Learning.Training;

namespace Phalanx.Cluster.Rounds;

/// <summary>
/// Measures what other machines gain: rounds of training that were played with them against rounds that this machine played alone. Where it has played none
/// alone, it plays one so in between; that changes no result.
/// </summary>
/// <param name="log">Is told what was gained, in a line after ten rounds.</param>
internal sealed class RoundMeter(Action<string> log) : IStageWatcher
{
    private const int RoundsToTell = 10;
    private const int RoundToPlayAlone = 5;
    private const int RoundsAloneToCompare = 2;

    private readonly StageClock _stages = new();
    private readonly long _begun = TimeProvider.System.GetTimestamp();
    private Played _alone;
    private Played _together;
    private bool _warm;
    private bool _told;

    /// <summary>Another one that is told which stage the run is in.</summary>
    public IStageWatcher? Next { get; set; }

    /// <summary>What was measured so far.</summary>
    /// <param name="received">What came from other machines.</param>
    public RoundFigures Figures(ReceivedCounts received)
    {
        double wall = TimeProvider.System.GetElapsedTime(_begun).TotalSeconds;
        double learning = (_stages.TimeOf(TrainingStage.Learning) + _stages.TimeOf(TrainingStage.Sampling)).TotalSeconds;
        return new RoundFigures
        {
            RoundsAlone = _alone.Rounds,
            RoundsTogether = _together.Rounds,
            SecondsAlone = _alone.Seconds,
            SecondsTogether = _together.Seconds,
            StepsAlone = _alone.Steps,
            StepsTogether = _together.Steps,
            LearnerShare = wall > 0 ? learning / wall : 0,
            EpisodesReceived = received.Episodes,
            BytesReceived = received.Bytes,
            EpisodesGivenTwice = received.GivenTwice,
        };
    }

    /// <summary>Whether a round that others would play too is played alone, to compare.</summary>
    public bool WantsAlone(Round round) =>
        round.Purpose == RoundPurpose.Training && _together.Rounds == RoundToPlayAlone && _alone.Rounds < RoundsAloneToCompare;

    /// <summary>A round was played.</summary>
    public void Add(Round round, bool together, TimeSpan time, ReadOnlySpan<EpisodeResult> results, ReceivedCounts received)
    {
        if (round.Purpose != RoundPurpose.Training)
        {
            return;
        }

        if (!_warm)
        {
            _warm = true; // the first round of a process is slow: its code is still being compiled
            return;
        }

        long steps = 0;
        foreach (EpisodeResult result in results)
        {
            steps += result.Length;
        }

        if (!together)
        {
            _alone = _alone.And(time, steps);
            return;
        }

        _together = _together.And(time, steps);
        if (!_told && _together.Rounds >= RoundsToTell)
        {
            _told = true;
            log(Figures(received).Sentence);
        }
    }

    public void Enter(TrainingStage stage)
    {
        _stages.Enter(stage);
        Next?.Enter(stage);
    }

    public void Leave()
    {
        _stages.Leave();
        Next?.Leave();
    }

    private readonly record struct Played(int Rounds, double Seconds, long Steps)
    {
        public Played And(TimeSpan time, long steps) => new(Rounds + 1, Seconds + time.TotalSeconds, Steps + steps);
    }
}

/// <summary>What playing elsewhere was measured to do for a run.</summary>
public sealed record RoundFigures
{
    /// <summary>Rounds of training that the trainer's machine played alone, without the first of the process.</summary>
    public int RoundsAlone { get; init; }

    /// <summary>Rounds of training that were played together with other machines.</summary>
    public int RoundsTogether { get; init; }

    /// <summary>How long those alone took.</summary>
    public double SecondsAlone { get; init; }

    /// <summary>How long those together took.</summary>
    public double SecondsTogether { get; init; }

    /// <summary>The environment steps of those alone.</summary>
    public long StepsAlone { get; init; }

    /// <summary>The environment steps of those together.</summary>
    public long StepsTogether { get; init; }

    /// <summary>The part of the run's time that training steps took.</summary>
    public double LearnerShare { get; init; }

    /// <summary>Episodes that came from other machines, those of tests too.</summary>
    public long EpisodesReceived { get; init; }

    /// <summary>Bytes of records that came.</summary>
    public long BytesReceived { get; init; }

    /// <summary>Episodes that were given out a second time.</summary>
    public long EpisodesGivenTwice { get; init; }

    /// <summary>How much faster steps are made together than alone; null where one of the two was not measured.</summary>
    public double? Gain => StepsAlone > 0 && StepsTogether > 0 ? StepsTogether / SecondsTogether / (StepsAlone / SecondsAlone) : null;

    /// <summary>The bytes of a record on average.</summary>
    public double BytesPerEpisode => EpisodesReceived > 0 ? (double)BytesReceived / EpisodesReceived : 0;

    /// <summary>What came from other machines, in a line.</summary>
    public string Account => string.Create(
        CultureInfo.InvariantCulture,
        $"other machines played {EpisodesReceived} episodes of {BytesPerEpisode / 1e6:F2} MB, {EpisodesGivenTwice} were given out twice; {Sentence}");

    /// <summary>The figures in a line.</summary>
    public string Sentence
    {
        get
        {
            string learner = string.Create(CultureInfo.InvariantCulture, $"learner {100 * LearnerShare:F0} % of the time");
            return Gain switch
            {
                null => learner,
                < 1 => string.Create(
                    CultureInfo.InvariantCulture,
                    $"rollouts {Gain:F2}x, {learner}: the other machines slow this run down, because its environment steps faster than episodes travel; it is quicker without --listen"),
                _ => string.Create(CultureInfo.InvariantCulture, $"rollouts {Gain:F1}x, {learner}"),
            };
        }
    }
}
