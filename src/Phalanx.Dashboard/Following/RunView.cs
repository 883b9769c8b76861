using Phalanx.Learning.Runs;

namespace Phalanx.Dashboard.Following;

/// <summary>What is known of a run at a moment. It does not change; the next look at the run makes another one.</summary>
internal sealed record RunView(FolderPlace Place)
{
    /// <summary>Its settings; null where they cannot be read.</summary>
    public SettingsText? Settings { get; init; }

    /// <summary>How it stands with it.</summary>
    public RunState State { get; init; } = RunState.Unknown;

    /// <summary>What is wrong with its files, in a sentence; null where nothing is.</summary>
    public string? Damage { get; init; }

    /// <summary>What its process wrote last.</summary>
    public RunStatus? Status { get; init; }

    public RunFigures Figures { get; init; } = RunFigures.None;

    public RunSummary? Summary { get; init; }

    /// <summary>The names of its records, in order.</summary>
    public IReadOnlyList<string> Records { get; init; } = [];

    /// <summary>When its files last changed.</summary>
    public DateTime? Updated { get; init; }

    /// <summary>Grows when rows that were read are replaced by others.</summary>
    public int Generation { get; init; }

    public string GroupId => Settings?.GroupId ?? "damaged";

    public string Algorithm => Settings?.Algorithm ?? "unknown";

    public string Environment => Settings?.Environment ?? "unknown";

    /// <summary>How it stands with the run in a word: a damaged one is named so before all else.</summary>
    public string StateName => Damage is not null ? "damaged" : State.ToString().ToLowerInvariant();

    public bool IsRunning => Damage is null && State == RunState.Running;

    public long? TEnv => Status is null ? Summary?.TEnv ?? Figures.TEnv : Status.TEnv;

    public long? Steps => Status?.Steps ?? Settings?.Steps;

    /// <summary>The sentence that tells what went wrong, or what a run that goes on is short of; null where nothing is wrong.</summary>
    public string? Sentence => Damage ?? State switch
    {
        RunState.Failed => Status?.Error ?? "it ended with an error",
        RunState.Running => Status?.Warning,
        _ => null,
    };
}
