namespace Phalanx.Analysis.Checks;

/// <summary>In how many drawn networks the best joint action is made of each agent's own best action.</summary>
/// <param name="Networks">How many were drawn.</param>
/// <param name="Differing">In how many joint actions differ in their value at all.</param>
/// <param name="Best">In how many it is so.</param>
/// <param name="MainAtGreedy">In how many the value there is the main function's; all where there is none.</param>
internal readonly record struct GreedyTogether(int Networks, int Differing, int Best, int MainAtGreedy)
{
    /// <summary>Whether it is so in all, and nearly all of them tried something.</summary>
    public bool Holds => Best == Networks && MainAtGreedy == Networks && Differing > 0.9 * Networks;

    /// <summary>Draws networks of several forms at every size of team.</summary>
    /// <param name="sources">The registries and the seed.</param>
    /// <param name="forms">The forms.</param>
    /// <param name="draws">How many networks of each form and size.</param>
    /// <param name="hasMain">Whether the second table of values is a main function.</param>
    public static GreedyTogether Count(CheckSources sources, IReadOnlyList<AlgorithmSetup> forms, int draws, bool hasMain = false)
    {
        (int networks, int differing, int best, int main) = (0, 0, 0, 0);
        foreach (AlgorithmSetup form in forms)
        {
            foreach (GameShape shape in GameShape.ForNetworks)
            {
                var drawn = new DrawnNetworks(sources, form, shape);
                for (int draw = 0; draw < draws; draw++, networks++)
                {
                    JointValuesAtGreedy values = drawn.Draw(networks);
                    differing += values.Differs ? 1 : 0;
                    best += values.GreedyIsBest ? 1 : 0;
                    main += !hasMain || values.IsMainAtGreedy ? 1 : 0;
                }
            }
        }

        return new GreedyTogether(networks, differing, best, main);
    }
}
