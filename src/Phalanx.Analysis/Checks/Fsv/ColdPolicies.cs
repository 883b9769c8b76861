using Phalanx.Analysis.Verdicts;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>FSV's theorem 2, the direction that networks can break: at a temperature near zero Q_tot is largest at the agents' own greedy joint action.</summary>
/// <remarks>
/// The theorem is about the limit. At any temperature above zero the greedy joint action may lack <c>sum_i lambda_i alpha log A</c>, so that networks in
/// which an agent's two best actions are about a temperature apart can break it: with parameters between -0.5 and 0.5 five of a thousand do.
/// </remarks>
internal static class ColdPolicies
{
    /// <summary>A thousand in all: four sizes of teams.</summary>
    private const int Draws = 250;

    /// <summary>On drawn networks at a temperature of a thousandth.</summary>
    public static ExactFinding Theorem2(CheckSources sources) => Of(sources, "0.001", Draws);

    /// <summary>The same at another temperature.</summary>
    /// <param name="sources">The registries and the seed.</param>
    /// <param name="temperature">The temperature.</param>
    /// <param name="draws">How many networks of each size.</param>
    public static ExactFinding Of(CheckSources sources, string temperature, int draws)
    {
        var counted = GreedyTogether.Count(
            sources, [new("fsv", $"algorithm.temperature.start={temperature}", $"algorithm.temperature.finish={temperature}")], draws);
        return new ExactFinding(
            counted.Holds, $"at a temperature of {temperature} Q_tot is largest at the agents' own "
                + $"greedy joint action in {Share(counted.Best, counted.Networks)} drawn networks");
    }
}
