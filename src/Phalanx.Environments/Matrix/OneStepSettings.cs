using Phalanx.Settings;

namespace Phalanx.Environments.Matrix;

/// <summary>The settings that every one-step game has.</summary>
public abstract record OneStepSettings
{
    /// <summary>What agents see.</summary>
    [Setting("what agents see: one, ones5, zero_state or step_one_hot")]
    public MatrixObservation Observation { get; init; }
}

/// <summary>The settings of a one-step game whose payoffs are fixed.</summary>
public sealed record MatrixSettings : OneStepSettings;

/// <summary>The settings of <c>matrix/qplex-1</c>.</summary>
public sealed record FirstWeightSettings : OneStepSettings
{
    /// <summary>The payoff of the joint action (0, 0); the only optimum while it is above 10.</summary>
    [Setting("the payoff of the joint action (0, 0); the only optimum while it is above 10")]
    public double FirstWeight { get; init; } = 10.4;
}

/// <summary>The settings of <c>matrix/penalty</c>.</summary>
public sealed record PenaltySettings : OneStepSettings
{
    /// <summary>The payoff when one agent plays 0 and the other 2.</summary>
    [Setting("the payoff when one agent plays 0 and the other 2", Max = 0)]
    public double Penalty { get; init; } = -100;
}

/// <summary>The settings of <c>matrix/grid</c>.</summary>
public sealed record GridSettings : OneStepSettings
{
    /// <summary>How many agents play.</summary>
    [Setting("how many agents play", Min = 2)]
    public int Agents { get; init; } = 2;

    /// <summary>How many actions each agent has.</summary>
    [Setting("how many actions each agent has", Min = 2)]
    public int Actions { get; init; } = 3;

    /// <summary>The payoff when all agents play 0.</summary>
    [Setting("the payoff when all agents play 0")]
    public double Optimum { get; init; } = 8;

    /// <summary>The payoff when some but not all agents play 0.</summary>
    [Setting("the payoff when some but not all agents play 0")]
    public double Penalty { get; init; } = -12;

    /// <summary>The payoff of every other joint action.</summary>
    [Setting("the payoff of every other joint action")]
    public double Base { get; init; }

    /// <summary>The payoff when all agents play the last action; null to make it like the others.</summary>
    [Setting("the payoff when all agents play the last action; empty to make it like the others")]
    public double? Second { get; init; }
}

/// <summary>The settings of <c>matrix/qtran-21</c>.</summary>
public sealed record ClipSettings : OneStepSettings
{
    /// <summary>Payoffs below this are raised to it; null for none.</summary>
    [Setting("payoffs below this are raised to it; empty for none", Max = 10)]
    public double? ClipAt { get; init; }
}

/// <summary>The settings of <c>matrix/random</c>.</summary>
public sealed record RandomGameSettings : OneStepSettings
{
    /// <summary>How many agents play.</summary>
    [Setting("how many agents play", Min = 2)]
    public int Agents { get; init; } = 2;

    /// <summary>How many actions each agent has.</summary>
    [Setting("how many actions each agent has", Min = 2)]
    public int Actions { get; init; } = 3;

    /// <summary>Where the payoffs come from: another seed is another game.</summary>
    [Setting("where the payoffs come from: another seed is another game")]
    public ulong Seed { get; init; }
}

/// <summary>The settings of <c>matrix/file</c>.</summary>
public sealed record PayoffFileSettings : OneStepSettings
{
    /// <summary>The file of payoffs, <c>.json</c> or <c>.csv</c>.</summary>
    [Setting("the file of payoffs, .json or .csv", NamesFile = true)]
    public string Path { get; init; } = "";
}
