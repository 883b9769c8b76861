using System.Text;
using Phalanx.Cluster.Contracts;

namespace Phalanx.Cluster.Clients;

/// <summary>Cuts a study into parts that fit into a message of any hub: a message that is too large ends the connection.</summary>
internal static class StudyParts
{
    /// <summary>The most bytes of the settings of a part with more than one cell: half of the smallest <c>message_bytes</c> that a hub may have.</summary>
    public const int MostBytes = 512 << 10;

    private const int MostCells = 500;

    /// <summary>The parts, in their order.</summary>
    /// <param name="study">What the study is called.</param>
    /// <param name="priority">Studies of a higher one are served first.</param>
    /// <param name="settings">The settings of its cells.</param>
    public static IEnumerable<StudyPart> Of(string study, int priority, IReadOnlyList<string> settings)
    {
        var submission = Guid.NewGuid();
        for (int first = 0, end; first < settings.Count; first = end)
        {
            long bytes = 0;
            for (end = first; end < settings.Count && end - first < MostCells; end++)
            {
                bytes += Encoding.UTF8.GetByteCount(settings[end]);
                if (bytes > MostBytes && end > first)
                {
                    break;
                }
            }

            yield return new StudyPart(study, priority, settings.Count, first, [.. settings.Skip(first).Take(end - first)], submission);
        }
    }
}
