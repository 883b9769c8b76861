using Phalanx.Settings;

namespace Phalanx.Learning.Settings;

/// <summary>The settings <c>evaluation.*</c>: how often the team is tested, and how long.</summary>
public sealed record EvaluationSettings
{
    /// <summary>How many environment steps lie between two tests.</summary>
    [Setting("environment steps between two tests", Min = 1)]
    public long Interval { get; init; } = 10_000;

    /// <summary>How many episodes a test has.</summary>
    [Setting("greedy episodes of a test", Min = 1)]
    public int Episodes { get; init; } = 32;

    /// <summary>How many episodes of every test are recorded, for watching; 0 for none.</summary>
    [Setting("episodes of every test that are recorded in records/, to be watched; 0 for none", Min = 0, ChangesResults = false)]
    public int RecordEpisodes { get; init; }

    /// <summary>How many records of tests stay, evenly spread over the run.</summary>
    [Setting("how many records of tests stay, evenly spread over the run", Min = 1, ChangesResults = false)]
    public int KeepRecords { get; init; } = 8;
}
