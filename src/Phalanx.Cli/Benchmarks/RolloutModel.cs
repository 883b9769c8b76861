using Phalanx.Foundation;

namespace Phalanx.Cli.Benchmarks;

/// <summary>
/// What a round of a run takes when its episodes are played on other machines. A round is <c>T = T_play + tail of the network + k t_learn</c>: a slot plays an
/// episode at a time and takes the next one that waits (list scheduling); what is played goes over one line to the learner, first come first served; and the
/// training steps that are due begin when the last episode has come. The mean is taken over rounds whose lengths of episodes are drawn, always the same ones.
/// </summary>
/// <remarks>Rounds and training steps take turns, because a run that plays while it learns is another algorithm.</remarks>
internal sealed record RolloutModel
{
    private const int Draws = 100;

    /// <summary>How long a slot takes for a joint step: its environment, and its part of acting.</summary>
    public required double StepSeconds { get; init; }

    /// <summary>How many episodes a round has.</summary>
    public required int Episodes { get; init; }

    /// <summary>How many training steps are due after a round.</summary>
    public required double TrainingSteps { get; init; }

    /// <summary>How long a training step takes.</summary>
    public required double TrainingStepSeconds { get; init; }

    /// <summary>What a joint step of an episode has on the wire.</summary>
    public required double BytesPerStep { get; init; }

    /// <summary>The processor time of a byte on its way, both sides together. The slot that played pays it.</summary>
    public required double SecondsPerByte { get; init; }

    /// <summary>The lengths that episodes have; each is as likely as any other.</summary>
    public required IReadOnlyList<int> Lengths { get; init; }

    /// <summary>How many slots a machine has.</summary>
    public int Slots { get; init; } = 8;

    /// <summary>A round on one machine, which no episode leaves.</summary>
    public ModelledRound Alone => Round(1, null);

    /// <summary>A round whose episodes other machines play.</summary>
    /// <param name="machines">How many.</param>
    /// <param name="bytesPerSecond">What the learner's line carries.</param>
    public ModelledRound On(int machines, double bytesPerSecond) => Round(machines, bytesPerSecond);

    private ModelledRound Round(int machines, double? bytesPerSecond)
    {
        double played = 0;
        double there = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            var random = new RandomStream(0, StreamPurpose.Named("modelled episodes"), (ulong)draw);
            (double last, double received) = Play(ref random, machines * Slots, bytesPerSecond);
            played += last;
            there += received;
        }

        return new ModelledRound(played / Draws, (there - played) / Draws, TrainingSteps * TrainingStepSeconds, machines * Slots >= Episodes);
    }

    private (double Played, double Received) Play(ref RandomStream random, int slots, double? bytesPerSecond)
    {
        PriorityQueue<double, double> free = new(Enumerable.Repeat((0.0, 0.0), slots));
        (double Time, double Bytes)[] ends = new (double, double)[Episodes];
        for (int episode = 0; episode < Episodes; episode++)
        {
            int length = Lengths[random.NextInt(Lengths.Count)];
            double bytes = length * BytesPerStep;
            double end = free.Dequeue() + (length * StepSeconds) + (bytesPerSecond is null ? 0 : bytes * SecondsPerByte);
            free.Enqueue(end, end);
            ends[episode] = (end, bytes);
        }

        double played = ends.Max(end => end.Time);
        if (bytesPerSecond is not { } line)
        {
            return (played, played);
        }

        double received = 0;
        foreach ((double time, double bytes) in ends.OrderBy(end => end.Time))
        {
            received = Math.Max(received, time) + (bytes / line);
        }

        return (played, received);
    }
}

/// <summary>How long the parts of a round take.</summary>
/// <param name="Playing">Until the last episode was played.</param>
/// <param name="Waiting">From then until it has come: the tail of the network.</param>
/// <param name="Learning">All training steps.</param>
/// <param name="IsOneWave">Whether all episodes are played at once, so that the longest one decides.</param>
internal sealed record ModelledRound(double Playing, double Waiting, double Learning, bool IsOneWave)
{
    /// <summary>All of it.</summary>
    public double Seconds => Playing + Waiting + Learning;

    /// <summary>The part of the time in which the learner works.</summary>
    public double LearnerShare => Learning / Seconds;

    /// <summary>What most of the time goes to, in words: more machines do not help against it.</summary>
    public string Limit => Waiting > Math.Max(Playing, Learning) ? "network"
        : Learning > Playing + Waiting ? "learner"
        : Waiting > 0.3 * (Playing + Waiting) ? "network"
        : IsOneWave ? "the longest episode" : "playing";
}
