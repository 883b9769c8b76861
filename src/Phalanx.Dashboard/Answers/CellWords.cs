using System.Text.Json;
using Phalanx.Dashboard.Following;
using Phalanx.Studies.Ledgers;
using Phalanx.Studies.Slots;

namespace Phalanx.Dashboard.Answers;

/// <summary>How it stands with a cell, in a word.</summary>
internal static class CellWords
{
    private const string Waiting = "waiting";
    private const string Running = "running";
    private const string Done = "done";
    private const string Failed = "failed";

    /// <summary>As the journal tells.</summary>
    public static string Of(CellPhase phase) => phase switch
    {
        CellPhase.Waiting => Waiting,
        CellPhase.Leased => Running,
        CellPhase.Done => Done,
        CellPhase.Failed => Failed,
        _ => "taken out",
    };

    /// <summary>As the run tells, in a study without a journal.</summary>
    public static string Of(RunView? run) => run?.StateName switch
    {
        "running" => Running,
        "done" => Done,
        "failed" or "damaged" => Failed,
        _ => Waiting,
    };

    /// <summary>How it ended.</summary>
    public static string Of(SlotOutcome outcome) => JsonNamingPolicy.SnakeCaseLower.ConvertName(outcome.ToString()).Replace('_', ' ');
}
