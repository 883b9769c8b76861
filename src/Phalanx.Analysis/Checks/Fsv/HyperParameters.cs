using Phalanx.Analysis.Verdicts;
using Phalanx.Learning.Algorithms;
using Phalanx.Learning.Settings;
using Phalanx.Settings;
using static Phalanx.Analysis.Checks.CheckWords;

namespace Phalanx.Analysis.Checks;

/// <summary>FSV's table 8 against the settings that presets give, and against the networks that are made of them.</summary>
internal static class HyperParameters
{
    private const string Discrete = "matrix/qtran";
    private const string Continuous = "two-quadratics";

    private static readonly string[] NetworksOfLambda = ["mixer.state_embed", "mixer.action_embed"];
    private static readonly string[] NetworksOfStateValue = ["mixer.hyper_w", "mixer.hyper_b"];

    /// <summary>The networks of lambda: so many layers of so many units, for both kinds of actions.</summary>
    public static ExactFinding Lambda(CheckSources sources) => Together(
        from world in new[] { (Name: Discrete, Column: 0), (Name: Continuous, Column: 1) }
        from network in NetworksOfLambda
        select Compare($"{network} on {world.Name}", HiddenWidths.AllOf(AlgorithmOf(sources, "fsv", world.Name), network), Printed(sources, "lambda", world.Column)));

    /// <summary>The networks of w and b where actions are discrete: no hidden units.</summary>
    public static ExactFinding StateValueDiscrete(CheckSources sources) => StateValue(sources, Discrete, Units(sources, "w-and-b", 0));

    /// <summary>The networks of w and b where actions are continuous.</summary>
    public static ExactFinding StateValueContinuous(CheckSources sources) => StateValue(sources, Continuous, Units(sources, "w-and-b", 1));

    /// <summary>The same for a given number of hidden units.</summary>
    /// <param name="sources">The registries.</param>
    /// <param name="world">The environment.</param>
    /// <param name="units">How many; 0 for no hidden layer.</param>
    public static ExactFinding StateValue(CheckSources sources, string world, int units) => Together(
        from network in NetworksOfStateValue
        select Compare(network, HiddenWidths.Of(AlgorithmOf(sources, "fsv", world), network), units == 0 ? [] : [units]));

    /// <summary>FSV's actors.</summary>
    public static ExactFinding Actor(CheckSources sources) => Actors(sources, ["fsv"]);

    /// <summary>The actors of QMIX and VDN.</summary>
    public static ExactFinding FactoredActors(CheckSources sources) => Actors(sources, ["qmix-ac", "vdn-ac"]);

    /// <summary>The temperature where actions are discrete: from 1 to 0.01 in a straight line.</summary>
    public static ExactFinding TemperatureDiscrete(CheckSources sources) => Temperature(sources, 1, 0.01);

    /// <summary>The same for given ends.</summary>
    /// <param name="sources">The registries.</param>
    /// <param name="start">The first temperature.</param>
    /// <param name="finish">The last.</param>
    public static ExactFinding Temperature(CheckSources sources, double start, double finish)
    {
        ResolvedSettings<RunSettings> settings = sources.Resolve("fsv", Discrete);
        (string first, string last) = (settings["algorithm.temperature.start"].Text, settings["algorithm.temperature.finish"].Text);
        return new ExactFinding(first == Number(start) && last == Number(finish), $"the temperature falls in a straight line from {first} to "
            + $"{last}; the table has {Number(start)} to {Number(finish)}");
    }

    /// <summary>The temperature where actions are continuous: it is learned.</summary>
    public static ExactFinding TemperatureContinuous(CheckSources sources)
    {
        ParameterGroup<float>? learned = AlgorithmOf(sources, "fsv", Continuous).Groups.FirstOrDefault(group => group.Name == "temperature");
        return new ExactFinding(
            learned is { Online.Trainable: true, Settings.Lr: > 0 },
            learned is null ? "the temperature is not learned" : $"the temperature is learned, with a learning rate of {Number(learned.Settings.Lr)}");
    }

    private static ExactFinding Actors(CheckSources sources, IReadOnlyList<string> algorithms) => Together(
        from name in algorithms
        from finding in new[]
        {
            Compare($"the actor of {name}", HiddenWidths.Of(AlgorithmOf(sources, name, Continuous), "agent.0"), Printed(sources, "actor", 1)),
            Rate(sources, name),
        }
        select finding);

    private static ExactFinding Rate(CheckSources sources, string algorithm)
    {
        double printed = sources.PrintedRows("fsv/table-8", "actor", "learning_rate")[0][1]!.Value;
        ParameterGroup<float> actor = AlgorithmOf(sources, algorithm, Continuous).Groups.First(group => group.Online.Parameters.Any(parameter => parameter.Name.StartsWith("agent.", StringComparison.Ordinal)));
        return new ExactFinding(actor.Settings.Lr == printed, $"its learning rate is {Number(actor.Settings.Lr)}, the table has {Number(printed)}");
    }

    private static ExactFinding Compare(string network, IReadOnlyList<int> widths, IReadOnlyList<int> printed) => new(
        widths.SequenceEqual(printed), $"{network} has {Widths(widths)}, the table {Widths(printed)}");

    private static string Widths(IReadOnlyList<int> widths) => widths.Count == 0 ? "no hidden layer" : $"layers of {string.Join(" and ", widths)} units";

    private static ExactFinding Together(IEnumerable<ExactFinding> findings)
    {
        ExactFinding[] all = [.. findings];
        return new ExactFinding(all.All(finding => finding.Holds), string.Join("; ", all.Select(finding => finding.Reason)));
    }

    /// <summary>So many layers of so many units.</summary>
    private static int[] Printed(CheckSources sources, string table, int column) =>
        [.. Enumerable.Repeat(Units(sources, table, column), (int)sources.PrintedRows("fsv/table-8", table, "layers")[0][column]!.Value)];

    private static int Units(CheckSources sources, string table, int column) => (int)sources.PrintedRows("fsv/table-8", table, "units")[0][column]!.Value;

    private static Algorithm<float> AlgorithmOf(CheckSources sources, string algorithm, string environment)
    {
        RunSettings settings = sources.Resolve(algorithm, environment).Run;
        return sources.Algorithms[algorithm].Create(sources.SpecOf(environment, settings.Env), settings).Algorithm;
    }
}
