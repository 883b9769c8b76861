using System.Globalization;

namespace Phalanx.Learning.Faults;

/// <summary>Where in an episode something happened. The seed brings the episode back: the environment is reset with it.</summary>
/// <param name="Environment">The name of the environment.</param>
/// <param name="Episode">The episode's number among those of its purpose; those of tests are counted by themselves.</param>
/// <param name="Seed">The seed that its environment was reset with.</param>
/// <param name="Place">Its place in the round, which is that of its environment in the batch.</param>
/// <param name="Step">How many steps of it were complete.</param>
public sealed record EpisodeAddress(string Environment, long Episode, ulong Seed, int Place, int Step)
{
    /// <summary>As the beginning of a sentence: <c>environment 'lift', episode 12 of seed 34, place 3, step 7</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"environment '{Environment}', episode {Episode} of seed {Seed}, place {Place}, step {Step}");
}
