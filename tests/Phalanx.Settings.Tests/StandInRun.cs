namespace Phalanx.Settings.Tests;

public enum Rule
{
    Plain,
    Heavy,
}

public enum Unit
{
    Passes,
    InnerSteps,
}

/// <summary>The settings of a run that no product has: a search for the lowest place of a landscape.</summary>
public sealed record StandInRun : IRunSettings<StandInRun>
{
    public static string Heading => "All that the search is told.";

    [NotASetting]
    public required string EnvironmentName { get; init; }

    [NotASetting]
    public required string AlgorithmName { get; init; }

    public required object Env { get; init; }

    public required object Algorithm { get; init; }

    public SearchSettings Search { get; init; } = new();

    public WalkSettings Walk { get; init; } = new();

    public LengthSettings Length { get; init; } = new();

    public StoreSettings Store { get; init; } = new();

    public static StandInRun Of((string Name, object Settings) algorithm, (string Name, object Settings) environment) => new()
    {
        AlgorithmName = algorithm.Name,
        Algorithm = algorithm.Settings,
        EnvironmentName = environment.Name,
        Env = environment.Settings,
    };

    public void ThrowIfInconsistent()
    {
        if (Search.Batch > Store.Capacity)
        {
            throw SettingChecks.Error("search", nameof(SearchSettings.Batch), Search.Batch, $"at most store.capacity, which is {Store.Capacity}");
        }
    }
}

public sealed record SearchSettings
{
    [Setting("a name")]
    public Rule Rule { get; init; }

    [Setting("a positive number", Above = 0, FormerPaths = ["search.speed", "pace.first.rate", "pace.rate"])]
    public double Rate { get; init; } = 5e-4;

    [Setting("a number in a closed interval", Min = 0, Max = 1)]
    public double Decay { get; init; } = 0.99;

    [Setting("a number in an interval that is open above", Min = 0, Below = 1)]
    public double Momentum { get; init; } = 0.9;

    [Setting("a number in an interval that is open below", Above = 0, Max = 1)]
    public double Damping { get; init; } = 1;

    [Setting("a truth value")]
    public bool Exact { get; init; } = true;

    [Setting("a whole number with a lower limit", Min = 1)]
    public int Batch { get; init; } = 32;

    [Setting("a name of two words")]
    public Unit Unit { get; init; }
}

public sealed record WalkSettings
{
    public StepSettings Step { get; init; } = new();

    [Setting("a setting after a group", Min = 0)]
    public int Warmup { get; init; }
}

/// <summary>A group in a group.</summary>
public sealed record StepSettings
{
    public double First { get; init; } = 1;

    public double Last { get; init; } = 0.05;

    public long Count { get; init; } = 50_000;
}

public sealed record LengthSettings
{
    [Setting("a long whole number", Min = 1)]
    public long Steps { get; init; } = 2_050_000;

    [Setting("a number that is often a ratio", Above = 0)]
    public double StepsPerPass { get; init; } = 1;

    [Setting("a whole number without a sign")]
    public ulong Seed { get; init; }

    [Setting("a whole number or none", Min = 1)]
    public int? Threads { get; init; }
}

/// <summary>A group of one setting.</summary>
public sealed record StoreSettings
{
    [Setting("what search.batch is at most", Min = 1)]
    public int Capacity { get; init; } = 5000;
}
