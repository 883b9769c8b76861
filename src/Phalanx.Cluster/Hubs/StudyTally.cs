using Phalanx.Cluster.Contracts;
using Phalanx.Foundation;
using Phalanx.Studies.Ledgers;

namespace Phalanx.Cluster.Hubs;

/// <summary>How it stands with a study, out of what its journal tells and what workers told since.</summary>
internal static class StudyTally
{
    /// <summary>Counts its cells, and shows those that run, failed, were taken out or are in doubt.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="bits">The bit class of its cells, in words.</param>
    /// <param name="standings">How it stands with its cells.</param>
    /// <param name="stepsOf">How far a cell shall come.</param>
    /// <param name="newsOf">What was last told of a cell; null where nothing was.</param>
    public static StudyStatus Of(
        string name, string? bits, IReadOnlyList<CellStanding> standings, Func<string, long> stepsOf, Func<string, SlotNews?> newsOf)
    {
        CellStatus[] shown =
        [
            .. standings.Where(standing => standing.Phase is CellPhase.Leased or CellPhase.Failed or CellPhase.Cancelled || standing.Doubt is not null)
                .OrderBy(standing => standing.Cell, StringComparer.Ordinal)
                .Select(standing => Of(name, standing, stepsOf(standing.Cell), News(standing, newsOf))),
        ];
        return new StudyStatus(
            name,
            bits,
            standings.Count,
            standings.Count(standing => standing.Phase == CellPhase.Done),
            standings.Count(standing => standing.Phase is CellPhase.Failed or CellPhase.Cancelled),
            [.. shown],
            standings.Where(standing => !standing.IsOver)
                .Sum(standing => Math.Max(0, stepsOf(standing.Cell) - Math.Max(standing.TEnv, News(standing, newsOf)?.TEnv ?? 0))),
            shown.Count(cell => cell.Phase == CellStatus.Leased),
            shown.Sum(cell => cell.Rate ?? 0) is > 0 and double rate ? rate : null,
            Untold: 0);
    }

    private static CellStatus Of(string study, CellStanding standing, long steps, SlotNews? latest) => new(
        standing.Cell,
        standing.Doubt is not null ? CellStatus.InDoubt : standing.Phase.ToString().ToLowerInvariant(),
        standing.Worker,
        standing.Epoch,
        Math.Max(standing.TEnv, latest?.TEnv ?? 0),
        steps,
        latest?.Rate,
        standing.Doubt is null && standing.Phase == CellPhase.Cancelled ? $"taken out by a user; 'cluster retry {study}/{standing.Cell}' lets it be trained after all"
        : (standing.Doubt ?? standing.Message) is { } message ? Shown.Sentence(message)
        : null);

    /// <summary>News of another epoch are of a worker that lost the cell.</summary>
    private static SlotNews? News(CellStanding standing, Func<string, SlotNews?> newsOf) =>
        standing.Phase == CellPhase.Leased && newsOf(standing.Cell) is { } latest && latest.Epoch == standing.Epoch ? latest : null;
}
