using Phalanx.Analysis.Verdicts;
using Phalanx.Foundation;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>
/// Why ResQ's theorem 4 asks for a weighted sum: a sum of powers of returns that are not negative grows with each of them, and yet its mean need not be
/// largest where each agent's mean is.
/// </summary>
internal static class SumOfSquares
{
    private const int Games = 1_000;
    private const int Samples = 8;
    private const int Actions = 2;

    private static readonly StreamPurpose Returns = StreamPurpose.Named("checks/returns of two actions");

    /// <summary>A search for a game of two agents with two actions in which squares lead to another joint action.</summary>
    public static ExactFinding Breaks(CheckSources sources) => Of(sources, power: 2);

    /// <summary>The same for another power; the first breaks nothing.</summary>
    /// <param name="sources">The seed.</param>
    /// <param name="power">The power.</param>
    public static ExactFinding Of(CheckSources sources, int power)
    {
        int found = 0;
        string example = "";
        for (int trial = 0; trial < Games; trial++)
        {
            // The mean of a sum over agents is largest where each agent's part of it is, so one agent's choice decides.
            RandomStream draws = sources.Draws(Returns, trial);
            (double Mean, double Powers)[] actions = [Draw(ref draws, power), Draw(ref draws, power)];
            int byMean = actions[1].Mean > actions[0].Mean ? 1 : 0;
            int other = Actions - 1 - byMean;
            if (actions[other].Powers > actions[byMean].Powers + 1e-9)
            {
                found++;
                example = example.Length > 0 ? example
                    : $", such as returns of mean {Number(actions[byMean].Mean)} and {Number(actions[other].Mean)} "
                        + $"whose squares have the means {Number(actions[byMean].Powers)} and {Number(actions[other].Powers)}";
            }
        }

        return new ExactFinding(found > 0, $"in {Count(found)} of {Count(Games)} drawn games it has another best action than the means have{example}");
    }

    private static (double Mean, double Powers) Draw(ref RandomStream draws, int power)
    {
        double[] samples = new double[Samples];
        draws.FillUniform(samples, 0.0, 10.0);
        return (samples.Average(), samples.Average(sample => Enumerable.Repeat(sample, power).Aggregate(1.0, (product, factor) => product * factor)));
    }
}
