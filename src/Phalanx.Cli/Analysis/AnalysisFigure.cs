using Phalanx.Analysis;
using Phalanx.Foundation;

namespace Phalanx.Cli.Analysis;

/// <summary>An analysis as a picture: the payoff and the first nearest table of each projection, greedy joint actions framed.</summary>
internal static class AnalysisFigure
{
    public static string Draw(GameAnalysis analysis) => analysis.Payoff.Values.Length <= HeatMapSvg.MostCells
        ? HeatMapSvg.Draw(
        [
            new HeatMap("payoff", analysis.Payoff, analysis.Optima),
            new HeatMap("additive", analysis.Additive.Table, analysis.Additive.GreedySet),
            .. analysis.Projections.Select(projection => new HeatMap(
                GameAnalysis.TitleOf(projection), projection.Minimisers[0].Table, projection.Minimisers[0].GreedySet)),
        ])
        : throw new UserErrorException($"--svg draws at most {HeatMapSvg.MostCells} joint actions; this game has {analysis.Payoff.Values.Length}");
}
