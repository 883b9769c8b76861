namespace Phalanx.Analysis.Checks;

/// <summary>The values that networks give to all joint actions of a situation.</summary>
/// <param name="Values">Tables of them: the factorised value first, then, where there is one, the main function.</param>
/// <param name="Greedy">The flat index of the joint action that is made of each agent's own best action.</param>
internal sealed record JointValuesAtGreedy(IReadOnlyList<double[]> Values, int Greedy)
{
    /// <summary>The part of the largest value by which networks of single precision may differ.</summary>
    private const double Rounding = 1e-5;

    /// <summary>Whether no joint action has a larger factorised value than the agents' own greedy one.</summary>
    public bool GreedyIsBest => Values[0][Greedy] >= Values[0].Max() - Tolerance;

    /// <summary>Whether the factorised value of that joint action is the main function's.</summary>
    public bool IsMainAtGreedy => Math.Abs(Values[0][Greedy] - Values[1][Greedy]) <= Tolerance;

    /// <summary>Whether joint actions differ in their factorised value by more than rounding: otherwise nothing is tried.</summary>
    public bool Differs => Values[0].Max() - Values[0].Min() > Tolerance;

    private double Tolerance => Rounding * Values[0].Max(Math.Abs);
}
