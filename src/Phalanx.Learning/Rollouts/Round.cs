using Phalanx.Foundation;

namespace Phalanx.Learning.Rollouts;

/// <summary>Some episodes that are played together. The addresses of all random streams of an episode follow from it.</summary>
/// <param name="Seed">The seed of the run.</param>
/// <param name="Purpose">What the episodes are played for; those of another purpose draw from other streams.</param>
/// <param name="FirstEpisode">The number of the first of them, counted by purpose from 0.</param>
/// <param name="Episodes">How many.</param>
/// <param name="Progress">How far the run is, and how much to explore, the same throughout.</param>
public readonly record struct Round(ulong Seed, RoundPurpose Purpose, long FirstEpisode, int Episodes, RunProgress Progress)
{
    /// <summary>
    /// By place: how many attempts at an episode were given up because its environment misbehaved; null where none was. Each attempt at an episode has
    /// addresses of its own, so it is another episode with the same number.
    /// </summary>
    public IReadOnlyList<int>? Attempts { get; init; }

    /// <summary>Some of its episodes as a round of their own. They are the same episodes.</summary>
    /// <param name="first">The place of the first of them.</param>
    /// <param name="episodes">How many.</param>
    public Round Part(int first, int episodes) => this with
    {
        FirstEpisode = FirstEpisode + first,
        Episodes = episodes,
        Attempts = Attempts is null ? null : [.. Attempts.Skip(first).Take(episodes)],
    };

    /// <summary>The seed that the environment of a place is reset with.</summary>
    internal ulong SeedOf(int place)
    {
        ulong seed = RandomStream.DeriveSeed(Seed, Purpose.Environment, EpisodeAt(place));
        return AttemptAt(place) is > 0 and ulong attempt ? RandomStream.DeriveSeed(seed, Purpose.EnvironmentAgain, attempt) : seed;
    }

    /// <summary>Where the action rules of the episode of a place draw from.</summary>
    internal RandomStream ExplorationOf(int place) => AttemptAt(place) is > 0 and ulong attempt
        ? new RandomStream(RandomStream.DeriveSeed(Seed, Purpose.ExplorationAgain, EpisodeAt(place)), Purpose.ExplorationAgain, attempt)
        : new RandomStream(Seed, Purpose.Exploration, EpisodeAt(place));

    private ulong EpisodeAt(int place) => (ulong)(FirstEpisode + place);

    private ulong AttemptAt(int place) => Attempts is null ? 0 : (ulong)Attempts[place];
}

/// <summary>What episodes are played for.</summary>
public sealed class RoundPurpose
{
    private RoundPurpose(string name)
    {
        Name = name;
        Environment = StreamPurpose.Named($"{name} environment");
        Exploration = StreamPurpose.Named($"{name} exploration");
        EnvironmentAgain = StreamPurpose.Named($"{name} environment again");
        ExplorationAgain = StreamPurpose.Named($"{name} exploration again");
    }

    /// <summary>To learn from.</summary>
    public static RoundPurpose Training { get; } = new("training");

    /// <summary>To evaluate the team.</summary>
    public static RoundPurpose Evaluation { get; } = new("evaluation");

    /// <summary>To measure weights that were chosen by tests: episodes that no test had.</summary>
    public static RoundPurpose AbsoluteEvaluation { get; } = new("absolute evaluation");

    /// <summary>The purpose of a name; null where there is none.</summary>
    public static RoundPurpose? Find(string name) => new[] { Training, Evaluation, AbsoluteEvaluation }.FirstOrDefault(purpose => purpose.Name == name);

    /// <summary>What it is called.</summary>
    public string Name { get; }

    /// <summary>Where the seeds of environments come from.</summary>
    internal StreamPurpose Environment { get; }

    /// <summary>Where the draws of action rules come from.</summary>
    internal StreamPurpose Exploration { get; }

    /// <summary>The same for an episode that is played again because its environment misbehaved.</summary>
    internal StreamPurpose EnvironmentAgain { get; }

    /// <summary>The same for the draws of action rules.</summary>
    internal StreamPurpose ExplorationAgain { get; }
}
