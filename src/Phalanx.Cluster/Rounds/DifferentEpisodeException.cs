using System.Globalization;
using Phalanx.Foundation;

namespace Phalanx.Cluster.Rounds;

/// <summary>
/// An episode came from two machines, and they differ: one of them computes other bits than it says, or its memory or a part of it is damaged. The run ends,
/// since it is not known what to learn from; its last checkpoint stands.
/// </summary>
/// <param name="episode">The episode's number.</param>
/// <param name="one">The machine that it came from first.</param>
/// <param name="other">The machine that it came from then.</param>
public sealed class DifferentEpisodeException(long episode, string one, string other) : Exception(string.Create(
    CultureInfo.InvariantCulture,
    $"episode {episode} came back different from {one} and {other}; the run ends at its last checkpoint, since one of them does not compute what it should")), IExplained;
