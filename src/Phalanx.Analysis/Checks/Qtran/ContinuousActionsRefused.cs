using Phalanx.Analysis.Verdicts;
using Phalanx.Environments;

namespace Phalanx.Analysis.Checks;

/// <summary>Whether algorithms decline an environment of continuous actions, by what they declare.</summary>
internal static class ContinuousActionsRefused
{
    /// <summary>Both forms of QTRAN on the game of two numbers.</summary>
    public static ExactFinding Of(CheckSources sources) => Of(sources, ["qtran-base", "qtran-alt"]);

    /// <summary>The same for given algorithms.</summary>
    /// <param name="sources">The registries.</param>
    /// <param name="algorithms">The algorithms.</param>
    public static ExactFinding Of(CheckSources sources, IReadOnlyList<string> algorithms)
    {
        EnvironmentSpec environment = sources.SpecOf("two-quadratics");
        (string Name, string? Refusal)[] answers = [.. algorithms.Select(name => (name, sources.Algorithms[name].Refusal(environment)))];
        return new ExactFinding(
            answers.All(answer => answer.Refusal is not null),
            string.Join("; ", answers.Select(answer => answer.Refusal ?? $"the algorithm '{answer.Name}' takes '{environment.Name}'")));
    }
}
